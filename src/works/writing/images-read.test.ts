import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import * as pictures from '../../../test/pictures.ts'
import { type ReadImage, readImage } from './images-read.ts'

async function read(bytes: Buffer): Promise<ReadImage> {
  const image = await readImage(bytes)
  if (typeof image === 'string') throw new Error(image)
  return image
}

describe('a picture that was sent', () => {
  test('[A-27] loses where, when and by whom it was taken, in every size, and stands upright', async () => {
    const sent = await pictures.aPhotograph()
    expect(sent.toString('latin1')).toMatch(
      /Secret Person[\s\S]*secret words|secret words[\s\S]*Secret Person/,
    )
    const { type, width, height, bytes, smaller } = await read(sent)
    expect([type, width, height]).toEqual(['image/jpeg', 800, 1200])
    expect(smaller.map((one) => one.width)).toEqual([480])
    for (const one of [bytes, ...smaller.map((each) => each.bytes)]) {
      const { exif, xmp, icc, iptc, orientation } = await sharp(one).metadata()
      expect({ exif, xmp, icc, iptc, orientation }).toEqual({})
      expect(one.toString('latin1')).not.toMatch(/secret|Telephone|Exif/)
    }
  })

  test('becomes what e-book readers show, and WebP beside it for browsers', async () => {
    const photograph = await sharp(await pictures.noise(2_800, 600).png().toBuffer())
    const kinds = [
      ['image/jpeg', await pictures.aJpeg()],
      ['image/jpeg', await photograph.clone().webp().toBuffer()],
      [
        'image/jpeg',
        await sharp(await pictures.aJpeg())
          .avif({ effort: 0 })
          .toBuffer(),
      ],
      ['image/jpeg', await photograph.clone().png().toBuffer()],
      ['image/jpeg', await pictures.cmyk()],
      ['image/png', await pictures.aDrawing()],
      ['image/png', await pictures.sixteenBits()],
      ['image/png', await pictures.seenThrough()],
    ] as const
    for (const [type, sent] of kinds) {
      const image = await read(sent)
      const made = await sharp(image.bytes).metadata()
      expect([image.type, `image/${made.format}`, made.space, made.depth]).toEqual([
        type,
        type,
        'srgb',
        'uchar',
      ])
      for (const { width, bytes } of image.smaller)
        expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width })
    }
    const wide = await read(await photograph.clone().jpeg().toBuffer())
    expect([wide.width, wide.height, wide.smaller.map(({ width }) => width)]).toEqual([
      2400,
      514,
      [480, 960, 1600],
    ])
  })

  test('goes on moving, and has one beside it that does not', async () => {
    for (const kind of ['gif', 'webp'] as const) {
      const { type, width, height, moving, bytes, smaller } = await read(
        await pictures.moving(600, 100, 3, kind),
      )
      expect({ type, width, height, moving }).toEqual({
        type: 'image/gif',
        width: 600,
        height: 100,
        moving: true,
      })
      const made = await sharp(bytes, { pages: -1 }).metadata()
      expect([made.pages, made.delay, made.loop]).toEqual([3, [100, 100, 100], 0])
      expect((await sharp(smaller[0]?.bytes, { pages: -1 }).metadata()).pages ?? 1).toBe(1)
    }
    expect((await read(await pictures.moving(50, 50))).smaller.map(({ width }) => width)).toEqual([480])
  })
})

describe('what is no picture, or an attack on whoever decodes it, is refused', () => {
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')

  test('[A-22] [A-25] a page, a drawing with scripts, a program, nothing', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    expect(await readImage(Buffer.alloc(0))).toBe('not-a-picture')
    expect(await readImage(page)).toBe('not-a-picture')
    expect(await readImage(Buffer.from('MZ and more'))).toBe('not-a-picture')
    expect(await readImage(Buffer.from(svg))).toBe('wrong-format')
    expect(await readImage(Buffer.from(`<?xml version="1.0"?>${svg}`))).toBe('wrong-format')
    expect(
      await readImage(
        await sharp(await pictures.aJpeg())
          .tiff()
          .toBuffer(),
      ),
    ).toBe('wrong-format')
  })

  test('[A-25] a picture with a page or a program behind or inside it', async () => {
    const jpeg = await pictures.aJpeg()
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page])
    const inside = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
    expect((await sharp(inside).metadata()).format).toBe('jpeg')
    expect(await readImage(inside)).toBe('holds-program')
    expect(await readImage(Buffer.concat([await pictures.moving(), page]))).toBe('holds-program')
    expect(await readImage(Buffer.concat([await pictures.aDrawing(), Buffer.from('<?php system(1);')]))).toBe(
      'holds-program',
    )
    expect(await readImage(Buffer.from('GIF89a/*<svg xmlns="http://www.w3.org/2000/svg">*/=alert(1)'))).toBe(
      'holds-program',
    )
    expect(await readImage(Buffer.from('GIF89a/*...*/=alert(1)//'))).toBe('broken')
  })

  test('[A-27] a flood of dots in a small file', async () => {
    const flood = pictures.aFlood(30_000)
    expect((await sharp(flood, { limitInputPixels: false }).metadata()).width).toBe(30_000)
    expect(flood.length).toBeLessThan(200_000)
    expect(await readImage(flood)).toBe('too-many-pixels')
    expect(await readImage(await pictures.aDrawing(16_001, 1))).toBe('too-many-pixels')
  })

  test('[A-27] too many frames, or too many dots in all frames together', async () => {
    expect(await readImage(await pictures.moving(4, 4, 301))).toBe('too-many-frames')
    expect(await readImage(await pictures.moving(1_000, 1_000, 41))).toBe('too-many-frames')
  }, 60_000)

  test('one that breaks off, and a file too large', async () => {
    const whole = await pictures.noise(900, 900).jpeg().toBuffer()
    expect(await readImage(whole.subarray(0, whole.length / 2))).toBe('broken')
    const drawn = await pictures.noise(900, 900).png().toBuffer()
    expect(await readImage(drawn.subarray(0, drawn.length / 2))).toBe('broken')
    expect(await readImage(Buffer.concat([whole, Buffer.alloc(20_000_000)]))).toBe('too-large')
  })
})
