import { z } from 'zod'
import type { Said } from './sync-progress.ts'

/** What KOReader sends and reads: its sync server's fields, within bounds. */
const plain = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'))

const DOCUMENT = plain(200).min(1)
/** By the content and not by the file's name: two files may have one name. */
const NAMES = z
  .array(z.object({ type: plain(40), value: plain(200) }))
  .max(16)
  .catch([])

const BODY = z.object({
  document: DOCUMENT,
  progress: z.union([plain(2_000).min(1), z.number().transform(String)]),
  percentage: z.number().min(0).max(1),
  device: plain(200).min(1),
  device_id: plain(200).nullish(),
  identifiers: NAMES.optional(),
})

export type Refusal = 'no-document' | 'not-understood'

export function saidIn(body: unknown): Said | Refusal {
  const read = BODY.safeParse(body)
  if (!read.success)
    return read.error.issues.some(({ path }) => path[0] === 'document') ? 'no-document' : 'not-understood'
  const { device_id: deviceId, identifiers = [], ...said } = read.data
  const names = identifiers.filter(({ type }) => type === 'content').map(({ value }) => value)
  return { ...said, deviceId: deviceId ?? '', names }
}

/** `content:…,filename:…`, as later versions ask. */
export function namesIn(query: string | undefined): string[] {
  const names = (query ?? '').slice(0, 2_000).split(',')
  return names.slice(0, 16).flatMap((one) => /^content:([0-9a-f]{32})$/.exec(one)?.[1] ?? [])
}

export const isDocument = (name: string): boolean => DOCUMENT.safeParse(name).success
