import { z } from 'zod'
import {
  type PenNameId,
  type PersonId,
  parsePenNameId,
  parsePersonId,
  parseSavedFilterId,
  parseTagId,
  parseWorkId,
  type SavedFilterId,
  type TagId,
  type WorkId,
} from '../../core/ids.ts'
import { cookieValue } from '../../web/settings.ts'
import { type Hidden, hidesNothing, NOTHING_HIDDEN } from './choices.ts'
import { LONGEST_NAME, LONGEST_QUERY, MOST_FILTERS, type SavedFilter } from './saved-filters.ts'

/**
 * A guest's choices stand in a cookie of their own browser, and nowhere else. It is not signed: whoever changes theirs
 * changes what they see themselves. It names things by number, so whatever shows it asks what the reader may know.
 */
export interface Kept {
  readonly filters: readonly SavedFilter[]
  readonly hidden: Hidden
}

export const NOTHING_KEPT: Kept = { filters: [], hidden: NOTHING_HIDDEN }
const CHOICES_COOKIE = 'choices'
/** Browsers keep 4,096 bytes of a cookie, its name included. */
const MOST_BYTES = 3_500
const ONE_YEAR_S = 365 * 24 * 60 * 60

export const keepsNothing = ({ filters, hidden }: Kept): boolean => !filters.length && hidesNothing(hidden)

const numbers = z.array(z.int().positive()).catch([])
const shape = z.object({
  f: z
    .array(
      z.tuple([
        z.int().positive(),
        z
          .string()
          .min(1)
          .max(LONGEST_NAME * 2),
        z.string().min(1).max(LONGEST_QUERY),
        z.int().min(0).max(1),
        z.int().min(0).max(8_640_000_000),
      ]),
    )
    .max(MOST_FILTERS)
    .catch([]),
  t: numbers,
  w: numbers,
  a: numbers,
  p: numbers,
})

/** From the `Cookie` header, whole; never throws. */
export function readKept(header: string | undefined): Kept {
  const value = cookieValue(header, CHOICES_COOKIE)
  const { data } = value ? shape.safeParse(unpacked(value)) : { data: undefined }
  if (!data) return NOTHING_KEPT
  const filters = data.f.flatMap(([number, name, query, usual, seconds]) => {
    const id = parseSavedFilterId(String(number))
    return id ? [{ id, name, query, usual: usual === 1, lookedAt: new Date(seconds * 1000) }] : []
  })
  const ids = <Id>(of: readonly number[], parse: (text: string) => Id | undefined): Id[] =>
    [...new Set(of)].flatMap((number) => parse(String(number)) ?? [])
  return {
    filters,
    hidden: {
      tags: ids<TagId>(data.t, parseTagId),
      works: ids<WorkId>(data.w, parseWorkId),
      accounts: ids<PersonId>(data.a, parsePersonId),
      penNames: ids<PenNameId>(data.p, parsePenNameId),
    },
  }
}

function unpacked(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}

/** A `Set-Cookie` value, or what keeps it from being one. */
export function writeKept(kept: Kept): { readonly cookie: string } | 'full' {
  const gone = keepsNothing(kept)
  const value = gone ? '' : Buffer.from(JSON.stringify(packed(kept))).toString('base64url')
  if (value.length > MOST_BYTES) return 'full'
  const age = gone ? 0 : ONE_YEAR_S
  return { cookie: `${CHOICES_COOKIE}=${value}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly` }
}

const packed = ({ filters, hidden }: Kept): z.infer<typeof shape> => ({
  f: filters.map(({ id, name, query, usual, lookedAt }) => [
    id,
    name,
    query,
    usual ? 1 : 0,
    Math.floor(lookedAt.getTime() / 1000),
  ]),
  t: [...hidden.tags],
  w: [...hidden.works],
  a: [...hidden.accounts],
  p: [...hidden.penNames],
})

export const nextId = (filters: readonly SavedFilter[]): SavedFilterId =>
  parseSavedFilterId(String(Math.max(0, ...filters.map(({ id }) => id)) + 1)) ?? firstFree(filters)

/** For a cookie somebody made with the largest number there is. */
function firstFree(filters: readonly SavedFilter[]): SavedFilterId {
  const taken = new Set(filters.map(({ id }): number => id))
  for (let number = 1; ; number++) {
    const id = taken.has(number) ? undefined : parseSavedFilterId(String(number))
    if (id) return id
  }
}
