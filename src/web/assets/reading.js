// The page a work is read on: keys that turn to the chapters at the sides, and the place a reader stopped at.
// Everything is kept in this browser alone. Without this file the page is the same, but for these two comforts.
const text = document.getElementById('chapters')
const index = document.querySelector('ol.chapter.index[data-work]')
const workId = (text ?? index)?.dataset.work
const PLACES = `palimpsest.place.${workId}`
const KEYS = 'palimpsest.keys'
const FRESH = 2 // paragraphs: who has read no further has not stopped anywhere

const kept = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return null // storage is refused or holds something strange: no comfort, no harm
  }
}
const keep = (name, value) => {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // storage is full or refused
  }
}
const part = (id) => document.getElementById(id)?.content.firstElementChild.cloneNode(true)

if (text) {
  const lines = [...text.querySelectorAll('.userstuff.module > :not(.landmark)')]
  offerPlace(lines)
  watchPlace(lines)
  turnByKeys()
  reachTables()
} else if (index) {
  const place = kept(PLACES)
  const entry = place && index.querySelector(`[data-chapter="${CSS.escape(place.chapter)}"]`)
  entry?.classList.add('stopped-here')
}

function chapterOf(line) {
  return line.closest('.chapter[data-chapter]').dataset.chapter
}
/** A line's number among its own chapter's, so that a place holds in the entire work and in the chapter alone. */
function numberOf(line) {
  return [...line.parentElement.children].indexOf(line)
}

/** A table that scrolls in itself can be scrolled by keys in every browser, not only where that is built in. */
function reachTables() {
  for (const table of text.querySelectorAll('.userstuff table')) {
    if (table.scrollWidth <= table.clientWidth) continue
    table.tabIndex = 0
    table.classList.add('scroller')
  }
}

function watchPlace(lines) {
  let waiting = 0
  const note = () => {
    waiting = 0
    const at = lines.findIndex((line) => line.getBoundingClientRect().bottom > 0)
    const line = lines[at]
    if (!line || at < FRESH || line.getBoundingClientRect().top > innerHeight) return
    keep(PLACES, { chapter: chapterOf(line), line: numberOf(line) })
  }
  addEventListener('scroll', () => (waiting ||= setTimeout(note, 400)), { passive: true })
  addEventListener('pagehide', note)
}

/** Over the page's foot, so that nothing moves; gone once the reader has chosen, or has read on. */
function offerPlace(lines) {
  const place = kept(PLACES)
  const line = place && lines.find((one) => chapterOf(one) === place.chapter && numberOf(one) === place.line)
  const offer = line && !location.hash && scrollY < innerHeight && part('place-offer')
  if (!offer) return
  // Only for a place below what is in sight: at the opening there is nowhere to go back to.
  if (line.getBoundingClientRect().top < innerHeight) return
  const end = () => offer.remove()
  offer.querySelector('.go').addEventListener('click', () => {
    end()
    line.tabIndex = -1
    line.scrollIntoView({ block: 'start' })
    line.focus({ preventScroll: true })
    line.classList.add('place-mark')
    line.prepend(part('place-mark') ?? '')
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

/** Single letters must be able to be switched off (WCAG 2.1.4): the button for it stands below the text. */
function turnByKeys() {
  const links = {
    prev: document.querySelector('a[rel="prev"]'),
    next: document.querySelector('a[rel="next"]'),
  }
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
