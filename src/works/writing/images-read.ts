import sharp, { type Metadata, type Sharp } from 'sharp'
import { IMAGE_WIDTHS, type ImageType } from '../../core/image-address.ts'
import { inTurn } from './images-turns.ts'

export const IMAGE_LARGEST = 20_000_000
/** A picture of more than this is an attack on whoever decodes it; and of one that moves, all frames together. */
const MOST_PIXELS = 50_000_000
const MOST_MOVING_PIXELS = 40_000_000
const MOST_FRAMES = 300
/** Of either side: what WebP can hold. */
const LONGEST_SIDE = 16_000
/** Kept no wider: three times what a page shows. */
const WIDEST = 2_400
/** What is drawn is kept without loss while it stays as small as this. */
const LOSSLESS_LARGEST = 2_000_000
const SECONDS = 30

export type ImageFault =
  | 'too-large'
  | 'not-a-picture'
  | 'wrong-format'
  | 'holds-program'
  | 'too-many-pixels'
  | 'too-many-frames'
  | 'broken'

export interface ReadImage {
  readonly type: ImageType
  readonly width: number
  readonly height: number
  /** The smaller ones are of its first frame: for readers who want nothing to move. */
  readonly moving: boolean
  readonly bytes: Buffer
  readonly smaller: readonly { readonly width: number; readonly bytes: Buffer }[]
}

/**
 * A picture that somebody sent → pictures of our own making: nothing of the file itself is kept, so no place, camera,
 * comment or script hides in it. Which format it is, its first bytes say; never its name. As large as it is, it becomes
 * what every e-book reader shows (JPEG, PNG, GIF); the smaller ones are for browsers alone.
 */
export async function readImage(bytes: Buffer): Promise<ReadImage | ImageFault> {
  if (bytes.length > IMAGE_LARGEST) return 'too-large'
  const format = formatOf(bytes)
  if (format !== 'taken') return format
  try {
    const facts = await opened(bytes).metadata()
    return tooMuch(facts) ?? (await inTurn(() => drawAnew(bytes, facts)))
  } catch (fault) {
    return /exceeds pixel limit/i.test((fault as Error).message) ? 'too-many-pixels' : 'broken'
  }
}

const opened = (bytes: Buffer, pages = 1): Sharp =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages }).timeout({ seconds: SECONDS })

function tooMuch({ width, height, pageHeight = height, pages = 1 }: Metadata): ImageFault | undefined {
  const pixels = width * pageHeight
  if (width > LONGEST_SIDE || pageHeight > LONGEST_SIDE || pixels > MOST_PIXELS) return 'too-many-pixels'
  if (pages > MOST_FRAMES) return 'too-many-frames'
  return pages > 1 && pixels * pages > MOST_MOVING_PIXELS ? 'too-many-frames' : undefined
}

async function drawAnew(bytes: Buffer, facts: Metadata): Promise<ReadImage> {
  const moving = (facts.pages ?? 1) > 1
  const { data, info, type } = moving ? await moved(bytes) : await still(bytes, facts)
  const { width, pageHeight } = info
  const height = pageHeight ?? info.height
  const smaller = []
  for (const narrow of narrower(width, moving)) {
    const drawn = await upright(bytes, narrow).webp({ quality: 82, effort: 3 }).toBuffer()
    smaller.push({ width: narrow, bytes: drawn })
  }
  return { type, width, height, moving, bytes: data, smaller }
}

/** Of one that moves there is always another, which does not. */
function narrower(width: number, moving: boolean): readonly number[] {
  const all = IMAGE_WIDTHS.filter((narrow) => narrow < width)
  return moving && all.length === 0 ? IMAGE_WIDTHS.slice(0, 1) : all
}

/** As the camera was held, in the colours of screens, without anything that was said beside it. */
const upright = (bytes: Buffer, width: number, pages = 1): Sharp =>
  opened(bytes, pages).autoOrient().resize({ width, withoutEnlargement: true }).toColourspace('srgb')

async function moved(bytes: Buffer) {
  const drawn = await upright(bytes, WIDEST, -1).gif({ effort: 4 }).toBuffer({ resolveWithObject: true })
  return { ...drawn, type: 'image/gif' as const }
}

async function still(bytes: Buffer, { format, hasAlpha }: Metadata) {
  const seenThrough = hasAlpha && !(await opened(bytes).stats()).isOpaque
  if (seenThrough || format === 'png' || format === 'gif') {
    const png = { compressionLevel: 9, adaptiveFiltering: true }
    const drawn = await upright(bytes, WIDEST).png(png).toBuffer({ resolveWithObject: true })
    if (seenThrough || drawn.data.length <= LOSSLESS_LARGEST) return { ...drawn, type: 'image/png' as const }
  }
  const jpeg = { quality: 85, mozjpeg: true }
  const drawn = await upright(bytes, WIDEST)
    .flatten({ background: '#fff' })
    .jpeg(jpeg)
    .toBuffer({ resolveWithObject: true })
  return { ...drawn, type: 'image/jpeg' as const }
}

const TAKEN =
  /^(?:GIF8[79]a|\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF[\s\S]{4}WEBP|\0\0\0[\s\S]ftyp(?:avif|avis|mif1|miaf))/
const OTHERS = /^(?:BM|II\*\0|MM\0\*|\0\0\0.ftyp|\0\0\x01\0|8BPS|%PDF)/s
/** Long enough words that they do not stand in the noise of a photograph by chance. */
const PROGRAM =
  /<script[\s>/]|<!doctype[\s>]|<iframe[\s>]|<html[\s>]|<\?php\s|xmlns="http:\/\/www\.w3\.org\/2000\/svg"/i

function formatOf(bytes: Buffer): 'taken' | 'wrong-format' | 'holds-program' | 'not-a-picture' {
  const text = bytes.toString('latin1')
  if (TAKEN.test(text)) return PROGRAM.test(text) ? 'holds-program' : 'taken'
  if (OTHERS.test(text)) return 'wrong-format'
  return /<(?:!doctype )?svg[\s>]/i.test(text.slice(0, 1024)) ? 'wrong-format' : 'not-a-picture'
}
