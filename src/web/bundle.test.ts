import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { editorResponse } from './asset-response.ts'
import { assetVersion } from './assets.ts'
import { bundleVersion, editorBundle } from './bundle.ts'

const LARGEST = 150_000

test('the editor is made once, kept in the data folder, and small enough for a telephone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-bundle-'))
  try {
    const [made, again] = await Promise.all([editorBundle(folder), editorBundle(folder)])
    expect(again).toBe(made)
    console.log(
      `The editor: ${made.body.length} bytes, ${made.brotli.length} by brotli, ${made.gzip.length} by gzip`,
    )
    expect(made.brotli.length).toBeLessThan(LARGEST)
    expect(made.gzip.length).toBeLessThan(LARGEST)
    expect(brotliDecompressSync(made.brotli).equals(made.body)).toBe(true)
    expect(gunzipSync(made.gzip).equals(made.body)).toBe(true)
    expect(readdirSync(join(folder, 'editor')).every((name) => name.startsWith(bundleVersion))).toBe(true)
    const answer = await editorResponse(assetVersion, folder, 'br')
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-length')).toBe(String(made.brotli.length))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('where nothing can be kept, the editor is served all the same', async () => {
  const { body } = await editorBundle('/dev/null/nowhere')
  expect(body.length).toBeGreaterThan(100_000)
})
