import { getSchema } from '@tiptap/core'
import { cleanTree } from '../../prose/index.ts'
import { documentOf } from './read.ts'
import { schemaParts } from './schema.ts'
import { htmlOf } from './write.ts'

console.log(htmlOf(documentOf(getSchema(schemaParts()), cleanTree('<p>x', 'content'))))
