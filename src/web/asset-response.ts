import { type Asset, asset, assetVersion, scriptOf } from './assets.ts'
import { editorBundle } from './bundle.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'
/** A page sent before an upgrade still gets its style, but must not keep it under the old address. */
const FOR_NOW = 'public, max-age=60'

/** What `GET /assets/:version/:path` answers; undefined is a 404. */
export function assetResponse(
  version: string,
  path: string,
  acceptEncoding: string | undefined,
): Response | undefined {
  const found = asset(path)
  return found && responseOf(found, version, acceptEncoding)
}

/** The same for the editor's script, which is bundled for the first who asks. */
export async function editorResponse(
  version: string,
  dataDir: string,
  acceptEncoding: string | undefined,
): Promise<Response> {
  return responseOf(scriptOf(await editorBundle(dataDir)), version, acceptEncoding)
}

function responseOf(found: Asset, version: string, acceptEncoding: string | undefined): Response {
  const { body, encoding } = smallest(found, acceptEncoding ?? '')
  const headers = new Headers({
    'content-type': found.type,
    'content-length': String(body.byteLength),
    'cache-control': version === assetVersion ? FOR_EVER : FOR_NOW,
    'x-content-type-options': 'nosniff',
  })
  if (found.brotli) headers.set('vary', 'accept-encoding')
  if (encoding) headers.set('content-encoding', encoding)
  return new Response(new Uint8Array(body), { headers })
}

function smallest(found: Asset, accept: string): { body: Uint8Array; encoding?: string } {
  if (found.brotli && /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept)) {
    return { body: found.brotli, encoding: 'br' }
  }
  if (found.gzip && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept)) {
    return { body: found.gzip, encoding: 'gzip' }
  }
  return { body: found.body }
}
