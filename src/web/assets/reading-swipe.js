// A finger drawn across, begun at one of the page's sides, turns to the chapter before or after. Not while text is
// being chosen, not in what scrolls in itself, not for two fingers; off by the reader's setting (<html data-swipe>).
const SIDE = 0.3 // of the width
const EDGE = 16 // pixels: the browser's own gesture begins there
const FAR = 70
const QUICK_MS = 1_000

export function turnBySwipe(text, links) {
  if (document.documentElement.dataset.swipe === 'off' || (!links.prev && !links.next)) return
  let from = null
  const around = text.closest('.work-page') ?? text
  around.addEventListener('touchstart', (event) => (from = beginning(event)), { passive: true })
  around.addEventListener('touchcancel', () => (from = null), { passive: true })
  around.addEventListener(
    'touchend',
    (event) => {
      const way = from && wayOf(from, event)
      from = null
      if (way) links[way]?.click()
    },
    { passive: true },
  )
}

function beginning({ touches, target, timeStamp }) {
  const [finger] = touches
  if (touches.length !== 1 || chosen()) return null
  const x = finger.clientX
  if (x < EDGE || x > innerWidth - EDGE) return null
  if (x > innerWidth * SIDE && x < innerWidth * (1 - SIDE)) return null
  if (target.closest('input, select, textarea, audio, video, .scroller, [contenteditable], .read-aloud'))
    return null
  return { x, y: finger.clientY, at: timeStamp }
}

const chosen = () => !getSelection().isCollapsed

/** Drawn towards the start of the line, the page comes from its end: right to left where pages are turned so. */
function wayOf(from, { changedTouches, timeStamp }) {
  const [finger] = changedTouches
  const across = finger.clientX - from.x
  if (timeStamp - from.at > QUICK_MS || chosen() || (visualViewport?.scale ?? 1) > 1.05) return null
  if (Math.abs(across) < FAR || Math.abs(across) < 2.5 * Math.abs(finger.clientY - from.y)) return null
  return across < 0 === (document.documentElement.dir !== 'rtl') ? 'next' : 'prev'
}
