// The page a work is read on: the place a reader stopped at, how far they are, and the turning of chapters by keys and
// by the finger. Without this file the page is the same, but for these comforts.
import { keptPlace, takeAlong } from './places-kept.js'
import { listen } from './read-aloud.js'
import { turnByKeys } from './reading-keys.js'
import { offerPlace, watchPlace } from './reading-place.js'
import { showProgress } from './reading-progress.js'
import { turnBySwipe } from './reading-swipe.js'

const text = document.getElementById('chapters')
const index = document.querySelector('ol.chapter.index[data-work]')
const facts = document.getElementById('reading')?.dataset

const part = (id) => document.getElementById(id)?.content.firstElementChild.cloneNode(true)

if (text && facts) {
  const lines = [...text.querySelectorAll('.userstuff.module > :not(.landmark)')]
  const reckoned = reckon(lines)
  const place = latest(facts.place ? JSON.parse(facts.place) : null, keptPlace(facts.work))
  offerPlace(lines, place, { offer: part('place-offer'), mark: part('place-mark') })
  watchPlace(facts, reckoned, place)
  showProgress(facts, reckoned, part('time-left'))
  const links = {
    prev: document.querySelector('a[rel="prev"]'),
    next: document.querySelector('a[rel="next"]'),
  }
  turnByKeys(links, part('reading-keys'))
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
  for (const fresh of freshIn([...index.children], place))
    fresh.querySelector('.datetime').before(part('place-new'), ' ')
}

/** What is not among the chapters that were seen; an older page only counted them. */
function freshIn(entries, { known, chapters = entries.length }) {
  if (known === undefined) return entries.slice(chapters)
  const ranges = known.split(',').map((range) => range.split('-').map(Number))
  const seen = (id) => ranges.some(([first, last = first]) => first <= id && id <= last)
  return entries.filter((entry) => !seen(Number(entry.dataset.chapter)))
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
