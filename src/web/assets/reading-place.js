// Where the reader of a work is: offered to go on at, watched while they read, and told to whoever keeps it, the
// account or this browser.
import { keepPlace, send } from './places-kept.js'

const FRESH = 2 // paragraphs: who has read no further has not stopped anywhere
const SEND_MS = 15_000

/** Over the page's foot, so that nothing moves; gone once the reader has chosen, or has read on. */
export function offerPlace(lines, place, parts) {
  const line = place && lineOf(lines, place)
  if (!line) return
  if (location.hash === '#place') {
    // The address of the page itself: the next visit may go on elsewhere.
    history.replaceState(null, '', location.pathname + location.search)
    return goTo(line, parts.mark, 'instant')
  }
  // Only for a place below what is in sight: at the opening there is nowhere to go back to.
  if (!parts.offer || location.hash || scrollY >= innerHeight) return
  if (line.getBoundingClientRect().top < innerHeight) return
  showOffer(parts.offer, () => goTo(line, parts.mark))
}

function showOffer(offer, goOn) {
  offer.querySelector('.go').addEventListener('click', () => {
    offer.remove()
    goOn()
  })
  offer.querySelector('.close').addEventListener('click', () => offer.remove())
  document.body.append(offer)
  const from = scrollY
  const leave = () => {
    if (Math.abs(scrollY - from) < innerHeight) return
    offer.remove()
    removeEventListener('scroll', leave)
  }
  addEventListener('scroll', leave, { passive: true })
}

/** A text that has become shorter is gone on with at its end. */
function lineOf(lines, place) {
  const own = lines.filter((line) => line.closest('.chapter').dataset.chapter === String(place.chapter))
  return own[place.paragraph] ?? own.at(-1)
}

function goTo(line, mark, behavior = 'auto') {
  line.tabIndex = -1
  line.scrollIntoView({ block: 'start', behavior })
  line.focus({ preventScroll: true })
  line.classList.add('place-mark')
  line.prepend(mark ?? '')
}

/** Notes where the reader is, when they stop scrolling, and when they leave. */
export function watchPlace(facts, reckoned, known) {
  const watch = { facts, reckoned, known, noted: '', sentAt: 0, waiting: 0, scrolled: false, on: false }
  /** Turning on from where one stopped is reading on, before anything is scrolled. */
  watch.on = turnedOn(reckoned, known)
  const onScroll = () => {
    watch.scrolled = true
    noteSoon(watch)
  }
  addEventListener('scroll', onScroll, { passive: true })
  addEventListener('pagehide', () => note(watch, 'leaving'))
  document.addEventListener('visibilitychange', () => document.hidden && note(watch, 'leaving'))
  // A page that needs no scrolling is read, too.
  setTimeout(() => document.hidden || note(watch), 5_000)
  if (watch.on) note(watch)
}

function noteSoon(watch) {
  watch.waiting ||= setTimeout(() => note(watch), watch.facts.to ? 2_000 : 400)
}

function note(watch, now) {
  const { facts } = watch
  watch.waiting = 0
  const where = placeToNote(watch)
  const seen = JSON.stringify(where)
  if (!where || seen === watch.noted) return
  if (facts.to && now !== 'leaving' && Date.now() - watch.sentAt < SEND_MS) return noteSoon(watch)
  watch.noted = seen
  watch.sentAt = Date.now()
  const place = { ...where, known: facts.known, at: new Date().toISOString() }
  if (facts.to) sendPlace(facts, place)
  else keepPlace(facts.work, place)
}

function placeToNote(watch) {
  const found = placeOn(watch)
  if (!found || (!watch.on && found.at < FRESH)) return null
  // Who only looks in on a short chapter that lies behind them has not gone back.
  if (!watch.scrolled && found.share < (watch.known?.share ?? 0)) return null
  watch.on = true
  const { at: _, ...where } = found
  return where
}

/** The first line in sight; at the end of the page the last one, and all of it lies behind the reader. */
function placeOn({ reckoned, facts }) {
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

function turnedOn(reckoned, known) {
  const first = reckoned[0]
  if (!first || !known?.chapter) return false
  const options = [...document.querySelectorAll('#selected_id option')].map(({ value }) => value)
  return options[options.indexOf(first.chapter) - 1] === String(known.chapter)
}

/** Without a network, or from a page of a session that has ended, it waits here and goes along when it can. */
function sendPlace(facts, { chapter, ...place }) {
  const { at: _, ...fields } = place
  // Of a page that is being left nobody would hear that it could not be sent.
  if (!navigator.onLine) return keepPlace(facts.work, { chapter, ...place })
  send(facts.to, { csrf: facts.csrf, chapter, ...fields }, { keepalive: true })
    .then((answer) => answer.ok || answer.status === 404 || Promise.reject(answer.status))
    .catch(() => keepPlace(facts.work, { chapter, ...place }))
}
