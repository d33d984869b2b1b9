import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BASE_URL, makeWorld, type World } from '../../../test/world.ts'

/** Pictures of pen names, sent as a browser sends them. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
  for (const who of ['reader', 'writer']) await world.post(`/users/${who}/pseuds/new`, { name: 'Gull' }, who)
})
afterAll(() => world.end())

const EDIT = '/users/reader/pseuds/Gull/edit'

async function send(
  bytes: Buffer,
  more: Record<string, string> = {},
  who = 'reader',
  name = 'cat.png',
  type = 'image/png',
) {
  const path = EDIT.replace('reader', who)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await (await world.get(path, who)).text())?.[1] ?? ''
  const body = new FormData()
  for (const [field, value] of Object.entries({ csrf, name: 'Gull', ...more })) body.set(field, value)
  body.set('icon', new File([new Uint8Array(bytes)], name, { type }))
  const headers = { host: 'archive.test', origin: BASE_URL, cookie: await world.cookie(who) }
  return world.app.request(`${BASE_URL}${path}`, { method: 'POST', headers, body })
}

const icons = async (who = 'reader'): Promise<string[]> => {
  const page = await (await world.get(`/users/${who}/pseuds/Gull`)).text()
  return [...new Set(page.match(/\/icons\/[0-9a-f]{64}\.webp/g) ?? [])]
}
const filesKept = async () => (await world.pool.query('select hash from files')).rowCount

const picture = (width = 300, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: '#2a6f97' } })

describe('a picture', () => {
  test.each(['gif', 'jpeg', 'png'] as const)(
    '[U-039] may be a %s, whatever its name and type say',
    async (format) => {
      const bytes = await picture().toFormat(format).toBuffer()
      const answer = await send(bytes, { iconAlt: `A gull, ${format}` }, 'reader', 'x.exe', 'text/html')
      expect(answer.status).toBe(303)
      const page = await (await world.get('/users/reader/pseuds/Gull')).text()
      expect(page).toContain(`alt="A gull, ${format}"`)
      const sides = []
      for (const path of await icons()) {
        const {
          width,
          height,
          format: made,
        } = await sharp(Buffer.from(await (await world.get(path)).arrayBuffer())).metadata()
        sides.push([width, height, made])
      }
      expect(sides).toEqual([
        [200, 200, 'webp'],
        [400, 400, 'webp'],
      ])
      expect(await filesKept()).toBe(2)
    },
  )

  test('[A-19] [U-039] is served inert, for ever, and under no name that can be guessed', async () => {
    const [path = ''] = await icons()
    const { headers } = await world.get(path)
    expect(headers.get('content-type')).toBe('image/webp')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await world.get(path.replace('.webp', '.svg'))).status).toBe(404)
  })

  test('[A-27] loses where and with what it was taken', async () => {
    const bytes = await picture()
      .withExif({
        IFD0: { Make: 'CanaryCamera' },
        IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><canary/></x:xmpmeta>')
      .jpeg()
      .toBuffer()
    expect((await sharp(bytes).metadata()).exif?.toString('latin1')).toContain('CanaryCamera')
    expect((await send(bytes)).status).toBe(303)
    for (const path of await icons()) {
      const served = Buffer.from(await (await world.get(path)).arrayBuffer())
      const { exif, xmp, iptc, icc } = await sharp(served).metadata()
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined])
      expect(served.toString('latin1')).not.toMatch(/canary/i)
    }
  })

  test('is turned the way its camera held it', async () => {
    const half = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer()
    const turned = await picture(40, 40)
      .composite([{ input: half, top: 0, left: 0 }])
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer()
    await send(turned)
    const [path = ''] = await icons()
    const { data } = await sharp(Buffer.from(await (await world.get(path)).arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const red = (row: number) => (data[(row * 200 + 100) * 3] ?? 0) > 200
    expect([red(10), red(190)]).toEqual([false, true])
  })

  test('sent under two names has two addresses: nobody can compare them', async () => {
    const bytes = await picture().png().toBuffer()
    await send(bytes)
    await send(bytes, {}, 'writer')
    expect(new Set([...(await icons()), ...(await icons('writer'))]).size).toBe(4)
  })
})

/** One bit a pixel, as wide and high as it says; its data end at once. */
function hugePng(side: number): Buffer {
  const part = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const data = deflateSync(Buffer.alloc(64 * 1024))
  const parts = [part('IHDR', head), part('IDAT', data), part('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

describe('refused, with what was typed given back and nothing changed', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
  const cases: readonly (readonly [string, () => Promise<Buffer> | Buffer, RegExp])[] = [
    ['[A-22] an SVG', () => Buffer.from(svg), /of this kind are not taken/],
    [
      '[A-22] an SVG after a declaration',
      () => Buffer.from(`<?xml version="1.0"?>\n<!-- x -->\n${svg}`),
      /of this kind are not taken/,
    ],
    [
      '[U-039] a BMP',
      () => Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]),
      /of this kind are not taken/,
    ],
    ['[U-039] a WebP', () => picture().webp().toBuffer(), /of this kind are not taken/],
    ['a TIFF', () => picture().tiff().toBuffer(), /of this kind are not taken/],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), /not a picture/],
    ['a PNG that ends early', async () => (await picture().png().toBuffer()).subarray(0, 200), /damaged/],
    [
      'a JPEG of noise',
      () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(900, 7)]),
      /damaged/,
    ],
    ['[A-27] a PNG of 50,000 × 50,000 pixels', () => hugePng(50_000), /too many pixels/],
    ['[A-27] a PNG of 2,147,483,647 pixels a side', () => hugePng(0x7fffffff), /too many pixels|damaged/],
    [
      'a picture of more than 500 KB',
      () =>
        sharp({
          create: {
            width: 900,
            height: 900,
            channels: 3,
            background: '#000',
            noise: { type: 'gaussian', mean: 128, sigma: 80 },
          },
        })
          .png()
          .toBuffer(),
      /larger than 500/,
    ],
  ]
  test.each(cases)('%s', async (_name, bytes, says) => {
    const before = await icons()
    const began = Date.now()
    const answer = await send(await bytes(), { about: 'Typed already.', iconAlt: 'What it shows' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toMatch(says)
    expect(page).toContain('Typed already.')
    expect(page).toContain('value="What it shows"')
    expect(page).toContain('aria-describedby="f-icon-hint f-icon-fault"')
    expect(await icons()).toEqual(before)
    expect(Date.now() - began).toBeLessThan(8_000)
  })
})

describe('a picture goes', () => {
  test('[U-039] when its person takes it away, with its description; no file is left', async () => {
    await send(await picture().png().toBuffer(), { iconAlt: 'A gull' })
    await world.post('/users/writer/pseuds/Gull/edit', { name: 'Gull', removeIcon: 'on' }, 'writer')
    expect(await filesKept()).toBe(2)
    await world.post(EDIT, { name: 'Gull', removeIcon: 'on', iconAlt: 'A gull' }, 'reader')
    expect(await icons()).toEqual([])
    expect(await filesKept()).toBe(0)
  })

  test('stays when a form without a picture is sent', async () => {
    await send(await picture().png().toBuffer(), { iconAlt: 'A gull' })
    const before = await icons()
    await world.post(EDIT, { name: 'Gull', iconAlt: 'Another word for it' }, 'reader')
    expect(await icons()).toEqual(before)
  })

  test('goes with its pen name, and with its person', async () => {
    await send(await picture().png().toBuffer(), {}, 'writer')
    expect(await filesKept()).toBe(4)
    await world.post('/users/reader/pseuds/Gull/confirm_delete', {}, 'reader')
    expect(await filesKept()).toBe(2)
    await world.pool.query("delete from people where name = 'writer'")
    expect(await filesKept()).toBe(0)
  })
})
