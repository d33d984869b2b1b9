import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Pictures made in the test, of the kinds that people send. */
const plain = (width: number, height: number, background = '#a06030') =>
  sharp({ create: { width, height, channels: 3, background } })

/** So that it cannot be packed into nothing, and differs from others. */
export const noise = (width: number, height: number, mean = 128) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean, sigma: 30 } },
  })

export const aJpeg = (width = 640, height = 480, background?: string): Promise<Buffer> =>
  plain(width, height, background).jpeg().toBuffer()

/** As a telephone writes it: held upright, with where and by whom it was taken. */
export const aPhotograph = (): Promise<Buffer> =>
  noise(1200, 800)
    .jpeg()
    .withExif({
      IFD0: { Artist: 'Secret Person', Make: 'Telephone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSLongitudeRef: 'W' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>secret words</note></x:xmpmeta>')
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toBuffer()

export const aDrawing = (width = 300, height = 200): Promise<Buffer> =>
  plain(width, height, '#fff').png().toBuffer()

export const seenThrough = (): Promise<Buffer> =>
  sharp({ create: { width: 700, height: 500, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0.3 } } })
    .png()
    .toBuffer()

export const sixteenBits = (): Promise<Buffer> => plain(500, 400).toColourspace('rgb16').png().toBuffer()

export const cmyk = (): Promise<Buffer> => plain(500, 400).toColourspace('cmyk').jpeg().toBuffer()

/** Frames below each other make one that moves. */
export async function moving(
  width = 200,
  height = 100,
  frames = 3,
  as: 'gif' | 'webp' = 'gif',
): Promise<Buffer> {
  const tall = Buffer.alloc(width * height * frames * 3)
  for (let frame = 0; frame < frames; frame++)
    tall.fill((frame * 37) % 256, width * height * 3 * frame, width * height * 3 * (frame + 1))
  const raw = { width, height: height * frames, channels: 3 as const, pageHeight: height }
  const delay = Array.from({ length: frames }, () => 100)
  const made = sharp(tall, { raw })
  return as === 'gif' ? made.gif({ delay, loop: 0 }).toBuffer() : made.webp({ delay, loop: 0 }).toBuffer()
}

/** A white square of this side in a small file: one bit a dot, packed a thousand to one. */
export function aFlood(side: number): Buffer {
  const part = (name: string, data: Buffer): Buffer => {
    const whole = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(whole))
    return Buffer.concat([length, whole, sum])
  }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const end = Buffer.alloc(0)
  return Buffer.concat([signature, part('IHDR', head), part('IDAT', deflateSync(rows)), part('IEND', end)])
}
