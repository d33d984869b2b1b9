// The page a work is read on: the place a reader stopped at, how far they are, and the turning of chapters by keys and
// by the finger. Without this file the page is the same, but for these comforts.
import { keep, keepPlace, kept, keptPlace, send, takeAlong } from './places-kept.js'
import { listen } from './read-aloud.js'
import { showProgress } from './reading-progress.js'
import { turnBySwipe } from './reading-swipe.js'

const text = document.getElementById('chapters')
const index = document.querySelector('ol.chapter.index[data-work]')
const facts = document.getElementById('reading')?.dataset
const KEYS = 'palimpsest.keys'
const FRESH = 2 // paragraphs: who has read no further has not stopped anywhere
const SEND_MS = 15_000

const part = (id) => document.getElementById(id)?.content.firstElementChild.cloneNode(true)

if (text && facts) {
  const lines = [...text.querySelectorAll('.userstuff.module > :not(.landmark)')]
  const reckoned = reckon(lines)
  const place = latest(facts.place ? JSON.parse(facts.place) : null, keptPlace(facts.work))
  offerPlace(lines, place)
  watchPlace(reckoned, place)
  showProgress(facts, reckoned, part('time-left'))
  const links = {
    prev: document.querySelector('a[rel="prev"]'),
    next: document.querySelector('a[rel="next"]'),
  }
  turnByKeys(links)
  turnBySwipe(text, links)
  listen(lines, part('read-aloud'))
  reachTables()
  if (facts.to) {
    bringAlong()
    addEventListener('online', bringAlong)
  }
} else if (index && !index.dataset.kept) {
  markIndex()
}

/** A page that was kept for reading without a network knows less than this browser. */
function latest(told, here) {
  return told && here ? (told.at > here.at ? told : here) : (told ?? here)
}

/** What was read without a network; it waits on if there still is none. */
function bringAlong() {
  takeAlong(facts.csrf).catch(() => undefined)
}

/** What a guest's browser knows of a work, in its chapter index: an account's is there already. */
function markIndex() {
  const place = keptPlace(index.dataset.work)
  if (!place) return
  const entry = index.querySelector(`[data-chapter="${CSS.escape(place.chapter)}"]`)
  entry?.classList.add('stopped-here')
  const link = entry?.querySelector('a')
  if (link) link.hash = 'place'
  entry?.querySelector('.datetime').before(part('place-here'), ' ')
  for (const fresh of [...index.children].slice(place.chapters ?? index.children.length))
    fresh.querySelector('.datetime').before(part('place-new'), ' ')
}

/**
 * Each line with its number among its own chapter's, so that a place holds in the entire work and in the chapter
 * alone, and with the words of the whole work that lie before it and in it, as the archive counts them.
 */
function reckon(lines) {
  const chapters = new Map(JSON.parse(facts.shown).map(([id, ...words]) => [String(id), words]))
  const letters = new Map()
  const seen = lines.map((line) => {
    const chapter = line.closest('.chapter[data-chapter]').dataset.chapter
    const before = letters.get(chapter) ?? 0
    const own = line.textContent.length
    letters.set(chapter, before + own)
    return { line, chapter, before, own }
  })
  const counts = new Map()
  return seen.map(({ line, chapter, before, own }) => {
    const [begins = 0, words = 0] = chapters.get(chapter) ?? []
    const each = words / Math.max(1, letters.get(chapter))
    const n = counts.get(chapter) ?? 0
    counts.set(chapter, n + 1)
    return { line, chapter, n, begins: begins + before * each, words: own * each, ends: begins + words }
  })
}

/** A table that scrolls in itself can be scrolled by keys in every browser, not only where that is built in. */
function reachTables() {
  for (const table of text.querySelectorAll('.userstuff table')) {
    if (table.scrollWidth <= table.clientWidth) continue
    table.tabIndex = 0
    table.classList.add('scroller')
  }
}

/** The first line in sight; at the end of the page the last one, and all of it lies behind the reader. */
function placeOn(reckoned) {
  const last = reckoned.at(-1)
  if (!last) return null
  const whole = Math.max(1, Number(facts.words))
  if (last.line.getBoundingClientRect().bottom <= innerHeight)
    return {
      chapter: Number(last.chapter),
      paragraph: last.n,
      share: Math.min(1, last.ends / whole),
      at: Infinity,
    }
  const at = reckoned.findIndex(({ line }) => line.getBoundingClientRect().bottom > 0)
  const here = reckoned[at]
  if (!here) return null
  return { chapter: Number(here.chapter), paragraph: here.n, share: Math.min(1, here.begins / whole), at }
}

function watchPlace(reckoned, known) {
  let noted = ''
  let sentAt = 0
  let waiting = 0
  /** Turning on from where one stopped is reading on, before anything is scrolled. */
  let on = turnedOn(reckoned, known)
  let scrolled = false
  const note = (now) => {
    waiting = 0
    const found = placeOn(reckoned)
    if (!found || (!on && found.at < FRESH)) return
    // Who only looks in on a short chapter that lies behind them has not gone back.
    if (!scrolled && found.share < (known?.share ?? 0)) return
    on = true
    const { at: _, ...where } = found
    const seen = JSON.stringify(where)
    if (seen === noted) return
    if (facts.to && now !== 'leaving' && Date.now() - sentAt < SEND_MS) return later()
    noted = seen
    sentAt = Date.now()
    const place = { ...where, chapters: Number(facts.chapters), at: new Date().toISOString() }
    if (facts.to) sendPlace(place)
    else keepPlace(facts.work, place)
  }
  const later = () => (waiting ||= setTimeout(note, facts.to ? 2_000 : 400))
  addEventListener(
    'scroll',
    () => {
      scrolled = true
      later()
    },
    { passive: true },
  )
  addEventListener('pagehide', () => note('leaving'))
  document.addEventListener('visibilitychange', () => document.hidden && note('leaving'))
  // A page that needs no scrolling is read, too.
  setTimeout(() => document.hidden || note(), 5_000)
  if (on) note()
}

function turnedOn(reckoned, known) {
  const first = reckoned[0]
  if (!first || !known?.chapter) return false
  const options = [...document.querySelectorAll('#selected_id option')].map(({ value }) => value)
  return options[options.indexOf(first.chapter) - 1] === String(known.chapter)
}

/** Without a network, or from a page of a session that has ended, it waits here and goes along when it can. */
function sendPlace({ chapter, ...place }) {
  const { at: _, ...fields } = place
  send(facts.to, { csrf: facts.csrf, chapter, ...fields }, { keepalive: true })
    .then((answer) => answer.ok || answer.status === 404 || Promise.reject(answer.status))
    .catch(() => keepPlace(facts.work, { chapter, ...place }))
}

/** Over the page's foot, so that nothing moves; gone once the reader has chosen, or has read on. */
function offerPlace(lines, place) {
  const line = place && lineOf(lines, place)
  if (!line) return
  if (location.hash === '#place') {
    // The address of the page itself: the next visit may go on elsewhere.
    history.replaceState(null, '', location.pathname + location.search)
    return goTo(line, 'instant')
  }
  const offer = !location.hash && scrollY < innerHeight && part('place-offer')
  // Only for a place below what is in sight: at the opening there is nowhere to go back to.
  if (!offer || line.getBoundingClientRect().top < innerHeight) return
  const end = () => offer.remove()
  offer.querySelector('.go').addEventListener('click', () => {
    end()
    goTo(line)
  })
  offer.querySelector('.close').addEventListener('click', end)
  document.body.append(offer)
  const from = scrollY
  const leave = () => {
    if (Math.abs(scrollY - from) < innerHeight) return
    end()
    removeEventListener('scroll', leave)
  }
  addEventListener('scroll', leave, { passive: true })
}

/** A text that has become shorter is gone on with at its end. */
function lineOf(lines, place) {
  const own = lines.filter((line) => line.closest('.chapter').dataset.chapter === String(place.chapter))
  return own[place.paragraph] ?? own.at(-1)
}

function goTo(line, behavior = 'auto') {
  line.tabIndex = -1
  line.scrollIntoView({ block: 'start', behavior })
  line.focus({ preventScroll: true })
  line.classList.add('place-mark')
  line.prepend(part('place-mark') ?? '')
}

/** Single letters must be able to be switched off (WCAG 2.1.4): the button for it stands below the text. */
function turnByKeys(links) {
  if (!links.prev && !links.next) return
  let on = kept(KEYS) !== 'off'
  addEventListener('keydown', (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented)
      return
    if (
      event.target.closest(
        'input, select, textarea, button, summary, [contenteditable], .scroller, audio, video',
      )
    )
      return
    links[wayOf(event.key)]?.click()
  })
  const note = part('reading-keys')
  if (!note) return
  const button = note.querySelector('.switch')
  const show = () => {
    button.setAttribute('aria-pressed', String(on))
    note.querySelector('.on').hidden = !on
    note.querySelector('.off').hidden = on
  }
  button.addEventListener('click', () => {
    on = !on
    keep(KEYS, on ? 'on' : 'off')
    show()
  })
  show()
  document.getElementById('feedback')?.append(note)
}

function wayOf(key) {
  if (key === 'n') return 'next'
  if (key === 'p') return 'prev'
  // The arrow that points onward is the left one where pages are turned that way.
  const onward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  if (key === onward) return 'next'
  return key === 'ArrowLeft' || key === 'ArrowRight' ? 'prev' : ''
}
