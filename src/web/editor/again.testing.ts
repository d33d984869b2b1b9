import { getSchema } from '@tiptap/core'
import { cleanHtml, cleanTree, type Field } from '../../prose/index.ts'
import { documentOf } from './read.ts'
import { schemaParts } from './schema.ts'
import { htmlOf } from './write.ts'

/** For a test in a real browser: what the browser's cleaner makes of a text, and what the editor then gives back. */
const schema = getSchema(schemaParts())
const again = (texts: readonly string[], field: Field): readonly (readonly [clean: string, back: string])[] =>
  texts.map((text) => [cleanHtml(text, field), htmlOf(documentOf(schema, cleanTree(text, field)))])

Object.assign(globalThis, { again })
