import { AwsClient } from 'aws4fetch'
import type { FilesSettings } from '../core/config.ts'
import { type FileStore, plainName } from './file-store.ts'

/** A store that answers too late counts as one that does not answer. */
const PATIENCE_MS = 60_000
const AGAIN = 3

/** Any store that speaks S3, addressed by path: the bucket is part of the address it is given. */
export function s3Store({ url, key, secret, region }: FilesSettings): FileStore {
  const client = new AwsClient({
    ...{ accessKeyId: key, secretAccessKey: secret, region, service: 's3', retries: AGAIN },
  })
  const ask = async (deed: string, name: string, asked: RequestInit): Promise<Response> => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await client.fetch(`${url}/${plainName(name)}`, { ...asked, signal })
    if (answer.ok || (answer.status === 404 && asked.method !== 'PUT')) return answer
    // What the store says may name the key: its number is enough.
    await answer.body?.cancel()
    throw new Error(`${deed} ${name}: the store of files answered ${answer.status}`)
  }
  return {
    put: async (name, bytes, type) => {
      const headers = { 'content-type': type, 'content-length': String(bytes.length) }
      const answer = await ask('keeping', name, { method: 'PUT', body: bytes, headers })
      await answer.body?.cancel()
    },
    get: async (name) => {
      const answer = await ask('reading', name, { method: 'GET' })
      if (answer.ok) return answer.body ?? undefined
      await answer.body?.cancel()
    },
    remove: async (name) => {
      const answer = await ask('removing', name, { method: 'DELETE' })
      await answer.body?.cancel()
    },
  }
}
