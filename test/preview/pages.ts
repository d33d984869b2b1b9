import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { asset, assetVersion } from '../../src/web/assets.ts'
import { render } from '../../src/web/layout.tsx'
import { pages } from './made-up-pages.ts'

/** Writes every page with made-up works to a folder, for looking at: `node --import tsx test/preview/pages.ts`. */
const folder = process.argv[2] ?? '/tmp/pages-preview'
const mounted = `/assets/${assetVersion}/`

for (const [name, page] of Object.entries(pages)) {
  write(`${name}.html`, render(page()).replaceAll(mounted, 'assets/'))
}
const look = asset('look.css')
if (!look) throw new Error('writing the preview: no look.css')
const css = Buffer.from(look.body).toString()
for (const path of ['look.css', 'reading.js', 'emblem.svg']) write(`assets/${path}`, asset(path)?.body ?? '')
for (const [, path] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
  const local = path?.replace(mounted, '') ?? ''
  const inFonts = local.startsWith('fonts/') ? local : `fonts/${local}`
  write(`assets/${inFonts}`, asset(inFonts)?.body ?? '')
}
write('assets/look.css', css.replaceAll(mounted, ''))

function write(path: string, body: string | Uint8Array): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, body)
}
