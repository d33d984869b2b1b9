import { z } from 'zod'
import type { Permissions } from './record.ts'

const allowed = z.enum(['yes', 'ask', 'no', 'unsaid'])

/**
 * What a creator allows, as a file says it: our own downloads and the seeds. Every kind is answered, or the whole is not
 * understood. Words of any length: a “no” is not lost because its reasons are long. Kinds of a later version are left out.
 */
export const PERMISSIONS_SHAPE = z.object({
  download: allowed,
  translation: allowed,
  podfic: allowed,
  remix: allowed,
  print: allowed,
  copy: allowed,
  machines: allowed,
  words: z.string(),
}) satisfies z.ZodType<Permissions>
