import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { jsx } from 'hono/jsx'
import { GUEST } from '../../src/core/actor.ts'
import { assetResponse } from '../../src/web/asset-response.ts'
import { bundled } from '../../src/web/bundle.ts'
import { EditorScript } from '../../src/web/editor-script.tsx'
import { type Page, USUAL_SETTINGS } from '../../src/web/page.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' https:; connect-src 'self'; form-action 'self'; base-uri 'none'"

export interface EditorPage {
  readonly url: string
  readonly close: () => Promise<void>
}

/** A page with an editor and nothing else, under the archive's policy: for tests that need no archive. */
export async function editorPage(): Promise<EditorPage> {
  const script = await bundled(join(import.meta.dirname, '../../src/web/editor/main.ts'))
  const server = createServer(async ({ url = '' }, response) => {
    const [, folder, , ...path] = url.split('/')
    if (folder === 'assets' && path.join('/') === 'editor.js') {
      response.setHeader('content-type', 'text/javascript').end(script)
    } else if (folder === 'assets') {
      const found = assetResponse('x', path.join('/'), undefined)
      response.setHeader('content-type', found?.headers.get('content-type') ?? 'text/plain')
      response.end(Buffer.from((await found?.arrayBuffer()) ?? new ArrayBuffer(0)))
    } else {
      response.setHeader('content-security-policy', POLICY).setHeader('content-type', 'text/html')
      response.end(document())
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((done) => server.close(() => done()))
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

function document(): string {
  const page: Page = {
    ...{
      archive: 'A',
      actor: GUEST,
      settings: USUAL_SETTINGS,
      path: '/',
      csrf: '',
      ready: true,
      robots: false,
    },
  }
  const head = String(jsx(EditorScript, { page }))
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Write</title><link rel="stylesheet" href="/assets/x/look.css">${head}</head><body><main id="main"><h1>Write</h1><form method="post" action="/works"><div class="field"><label for="f-body">Text</label><textarea id="f-body" name="body" rows="18" data-editor="content"></textarea></div></form></main></body></html>`
}
