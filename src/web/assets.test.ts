import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { assetResponse } from './asset-response.ts'
import { asset, assetHref, assetVersion } from './assets.ts'

test('the style sheet names only fonts that are served', () => {
  const css = Buffer.from(asset('look.css')?.body ?? []).toString()
  const named = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, path]) => path ?? '')
  expect(named.length).toBeGreaterThan(25)
  for (const path of named) expect({ path, type: asset(path)?.type }).toEqual({ path, type: 'font/woff2' })
})

test('text is sent as small as the browser can take it', async () => {
  const plain = Buffer.from(asset('look.css')?.body ?? [])
  const sent = async (accept: string) => {
    const answer = assetResponse(assetVersion, 'look.css', accept)
    return {
      coding: answer?.headers.get('content-encoding'),
      body: Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)),
    }
  }
  const br = await sent('gzip, deflate, br, zstd')
  expect(br.coding).toBe('br')
  expect(brotliDecompressSync(br.body).equals(plain)).toBe(true)
  const gzip = await sent('gzip, br;q=0')
  expect(gzip.coding).toBe('gzip')
  expect(gunzipSync(gzip.body).equals(plain)).toBe(true)
  expect((await sent('')).body.equals(plain)).toBe(true)
})

test('a file is kept for ever under its own version, and only for a moment under another', () => {
  expect(assetHref('look.css')).toBe(`/assets/${assetVersion}/look.css`)
  expect(assetResponse(assetVersion, 'import.js', undefined)?.headers.get('cache-control')).toContain(
    'immutable',
  )
  expect(assetResponse('older', 'import.js', undefined)?.headers.get('cache-control')).not.toContain(
    'immutable',
  )
})

test('there is nothing else to be had', () => {
  for (const path of ['', '../assets.ts', 'tokens.css', 'fonts/../look.css', '__proto__'])
    expect(asset(path)).toBeUndefined()
})
