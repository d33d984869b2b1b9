import { element } from './elements.ts'

/** Its longer side, in points of the page. */
const SIDE = 160

/**
 * A small drawing of a picture that was chosen, so that its writer sees which one they are finding words for. Drawn on a
 * canvas: an address of its own would have to be allowed to every page. What the browser cannot read is not shown.
 */
export function previewIn(place: HTMLElement): (file: File | null | undefined) => Promise<void> {
  let turn = 0
  return async (file) => {
    const mine = ++turn
    const drawn = file && file.size > 0 ? await drawingOf(file) : undefined
    // Another was chosen while this one was read.
    if (mine !== turn) return
    place.replaceChildren(...(drawn ? [drawn] : []))
  }
}

async function drawingOf(file: File): Promise<HTMLCanvasElement | undefined> {
  const image = await createImageBitmap(file).catch(() => undefined)
  if (!image) return undefined
  const scale = Math.min(1, (SIDE * devicePixelRatio) / Math.max(image.width, image.height))
  const [width, height] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)))
  const canvas = element('canvas', { width: String(width), height: String(height), 'aria-hidden': 'true' })
  const brush = canvas.getContext('2d')
  if (brush) brush.imageSmoothingQuality = 'high'
  brush?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return canvas
}
