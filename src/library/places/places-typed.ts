import { z } from 'zod'
import { parseChapterId, parseWorkId } from '../../core/ids.ts'
import { knownRead } from './known-chapters.ts'
import type { NotedPlace } from './note-place.ts'

/** More than these at once no device has kept. */
const MOST_AT_ONCE = 500

const shape = z.object({
  work: z.number().transform((id) => parseWorkId(String(id))),
  chapter: z
    .number()
    .nullish()
    .transform((id) => parseChapterId(String(id)) ?? null),
  paragraph: z.number().nonnegative(),
  share: z.number().min(0).max(1),
  at: z.iso.datetime({ offset: true }),
  known: z
    .string()
    .transform(knownRead)
    .refine((known) => known !== undefined)
    .optional(),
  chapters: z.number().nonnegative().optional(),
  device: z.string().max(1_000).optional(),
})

/**
 * What a device or a browser kept, as docs/decisions/020-places.md says: a JSON list. One that is not as it should be
 * is left out, the rest stands; undefined: it is no list at all.
 */
export function placesTyped(text: string): NotedPlace[] | undefined {
  const list = listIn(text)
  return list?.slice(0, MOST_AT_ONCE).flatMap((one): NotedPlace[] => {
    const { success, data } = shape.safeParse(one)
    if (!success || !data.work) return []
    const { work: workId, chapter: chapterId, at, known, chapters, device = '', ...where } = data
    const listed = { ...(known && { known }), ...(chapters !== undefined && { chapters }) }
    return [{ workId, chapterId, device, at: new Date(at), ...where, ...listed }]
  })
}

function listIn(text: string): readonly unknown[] | undefined {
  try {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) ? found : undefined
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}
