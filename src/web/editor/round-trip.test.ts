import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { broken } from '../../prose/broken-markup.testing.ts'
import { cleanHtml, cleanTree } from '../../prose/index.ts'
import { documentOf } from './read.ts'
import { schemaParts } from './schema.ts'
import { htmlOf } from './write.ts'

const schema = getSchema(schemaParts())
const field = fc.constantFrom('content' as const, 'notes' as const, 'summary' as const)

test('whatever is clean, the editor gives back as it was', () => {
  fc.assert(
    fc.property(broken, field, (given, place) => {
      const clean = cleanHtml(given, place)
      const doc = documentOf(schema, cleanTree(clean, place))
      doc.check()
      expect(cleanHtml(htmlOf(doc), place)).toBe(clean)
      if (clean !== '') expect(htmlOf(doc)).toBe(clean)
    }),
    { numRuns: Number(process.env.PROSE_RUNS ?? 1500) },
  )
})
