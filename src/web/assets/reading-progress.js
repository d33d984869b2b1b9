// A thin rule at the page's foot, inked as far as the chapter is read, and how long the rest takes at this reader's own
// speed: measured while they read, kept in this browser, and only here.
import { keep, kept } from './places-kept.js'

const SPEED = 'palimpsest.speed'
const USUAL = 230 // words a minute
const SLOWEST = 60
const FASTEST = 900
const PIECE_MS = 8_000 // shorter than this is not reading but looking
const PAUSE_MS = 180_000 // longer than this, and they were elsewhere

export function showProgress({ words, language }, reckoned, strip) {
  if (!strip || reckoned.length === 0) return
  const speed = ownSpeed(language.split('-')[0])
  const look = { strip, reckoned, words: Number(words), speed, y: scrollY, waiting: 0 }
  const soon = () => {
    look.waiting ||= setTimeout(() => show(look), 100)
  }
  addEventListener('scroll', soon, { passive: true })
  document.getElementById('main').append(strip)
  show(look)
}

function show(look) {
  look.waiting = 0
  const { strip, reckoned, words, speed } = look
  const says = strip.querySelector('.says')
  const read = wordsRead(reckoned)
  const chapter = chapterAt(reckoned, read)
  const share = chapter.words ? Math.round((1000 * (read - chapter.begins)) / chapter.words) : 1000
  strip.querySelector('progress').value = share
  const left = { chapter: chapter.begins + chapter.words - read, work: words - read }
  says.textContent = saidOf(left, speed.now(), says.dataset)
  // Told when asked for: by a glance back.
  if (Math.abs(scrollY - look.y) > 4) strip.classList.toggle('shown', scrollY < look.y)
  look.y = scrollY
  speed.read(read)
}

/** Down to the last line that is wholly in sight. */
function wordsRead(reckoned) {
  let read = reckoned[0].begins
  for (const { line, begins, words } of reckoned) {
    const { top, bottom } = line.getBoundingClientRect()
    if (top >= innerHeight) break
    const seen = bottom <= innerHeight ? 1 : (innerHeight - top) / Math.max(1, bottom - top)
    read = begins + words * seen
  }
  return read
}

function chapterAt(reckoned, read) {
  const here = reckoned.findLast(({ begins }) => begins <= read) ?? reckoned[0]
  const [first] = reckoned.filter(({ chapter }) => chapter === here.chapter)
  return { begins: first.begins, words: here.ends - first.begins }
}

function saidOf({ chapter, work }, speed, { both, one, end }) {
  if (work < 1) return end
  if (work - chapter < 1) return one.replace('{time}', timeOf(work / speed))
  return both.replace('{time}', timeOf(chapter / speed)).replace('{all}', timeOf(work / speed))
}

/** "4 minutes", "2 hours", as the page's language says it. */
function timeOf(minutes) {
  const [value, unit] =
    minutes < 90 ? [Math.max(1, Math.round(minutes)), 'minute'] : [Math.round(minutes / 60), 'hour']
  const { lang } = document.documentElement
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/**
 * Of each language by itself: what the archive counts as a word is a sign in some. A piece counts if its speed is a
 * reader's, so that leafing through changes nothing; each weighs a little, so that one odd page does not either.
 */
function ownSpeed(language) {
  const known = Number(kept(SPEED)?.[language])
  let now = known >= SLOWEST && known <= FASTEST ? known : USUAL
  let last = null
  document.addEventListener('visibilitychange', () => (last = null))
  return {
    now: () => now,
    read: (words) => {
      const at = Date.now()
      const { words: before = words, at: from = at } = last ?? {}
      if (last && at - from < PIECE_MS && words >= before) return
      last = { words, at }
      const measured = (words - before) / ((at - from) / 60_000)
      if (at - from > PAUSE_MS || !(measured >= SLOWEST && measured <= FASTEST)) return
      now = Math.round(now * 0.8 + measured * 0.2)
      keep(SPEED, { ...kept(SPEED), [language]: now })
    },
  }
}
