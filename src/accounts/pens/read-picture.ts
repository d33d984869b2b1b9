import sharp from 'sharp'
import { ICON_SIDE } from './icon-address.ts'

const ICON_LARGEST = 500 * 1024
/** A picture of more than this is not a person's icon but an attack on whoever decodes it. */
const MOST_PIXELS = 50_000_000
const LONGEST_SIDE = 20_000
const SECONDS = 10

export type PictureFault = 'too-large' | 'not-a-picture' | 'wrong-format' | 'too-many-pixels' | 'broken'

export interface Pictures {
  readonly plain: Buffer
  readonly double: Buffer
}

/**
 * A picture that somebody sent → two small square ones of our own making: nothing of the file itself is kept, so no
 * place, camera, comment or script hides in it. Which format it is, its first bytes say; never its name.
 */
export async function readPicture(bytes: Buffer): Promise<Pictures | PictureFault> {
  if (bytes.length > ICON_LARGEST) return 'too-large'
  const format = formatOf(bytes)
  if (format !== 'taken') return format
  try {
    const open = () =>
      sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 }).timeout({ seconds: SECONDS })
    const { width, height } = await open().metadata()
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS)
      return 'too-many-pixels'
    const square = (side: number): Promise<Buffer> =>
      open().autoOrient().resize(side, side, { fit: 'cover' }).webp({ quality: 85 }).toBuffer()
    return { plain: await square(ICON_SIDE), double: await square(ICON_SIDE * 2) }
  } catch (fault) {
    return /exceeds pixel limit/i.test((fault as Error).message) ? 'too-many-pixels' : 'broken'
  }
}

function formatOf(bytes: Buffer): 'taken' | 'wrong-format' | 'not-a-picture' {
  const head = bytes.subarray(0, 1024).toString('latin1')
  if (/^(?:GIF8[79]a|\xff\xd8\xff|\x89PNG\r\n\x1a\n)/.test(head)) return 'taken'
  if (/^(?:BM|RIFF....WEBP|II\*\0|MM\0\*|\0\0\0.ftyp|\0\0\x01\0|8BPS)/s.test(head)) return 'wrong-format'
  return /<(?:!doctype )?svg[\s>]/i.test(head) ? 'wrong-format' : 'not-a-picture'
}
