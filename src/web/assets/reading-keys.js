// Turning to the chapter before or after by keys.
import { keep, kept } from './places-kept.js'

const KEYS = 'palimpsest.keys'
const OWN_KEYS = 'input, select, textarea, button, summary, [contenteditable], .scroller, audio, video'

/** Single letters must be able to be switched off (WCAG 2.1.4): the button for it stands below the text. */
export function turnByKeys(links, note) {
  if (!links.prev && !links.next) return
  const keys = { on: kept(KEYS) !== 'off' }
  addEventListener('keydown', (event) => {
    if (!keys.on || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    if (event.defaultPrevented || event.target.closest(OWN_KEYS)) return
    links[wayOf(event.key)]?.click()
  })
  if (note) showSwitch(note, keys)
}

function showSwitch(note, keys) {
  const button = note.querySelector('.switch')
  const show = () => {
    button.setAttribute('aria-pressed', String(keys.on))
    note.querySelector('.on').hidden = !keys.on
    note.querySelector('.off').hidden = keys.on
  }
  button.addEventListener('click', () => {
    keys.on = !keys.on
    keep(KEYS, keys.on ? 'on' : 'off')
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
