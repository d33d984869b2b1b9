import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** What is wrong with a seed, and where to look: `the-kettle.md:12: rating: …`. */
export class SampleFault extends Error {
  override readonly name = 'SampleFault'
  readonly file: string
  readonly line: number

  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`)
    this.file = file
    this.line = line
  }
}

/** `firstLine` is where the YAML begins in its file. */
export function readYaml<T>(schema: z.ZodType<T>, file: string, text: string, firstLine = 1): T {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineAt = (offset: number): number => counter.linePos(offset).line + firstLine - 1

  const unreadable = document.errors[0]
  if (unreadable) throw new SampleFault(file, lineAt(unreadable.pos[0]), unreadable.message)

  const read = schema.safeParse(document.toJS())
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const path = issue?.path ?? []
  const where = path.length > 0 ? `${path.join('.')}: ` : ''
  throw new SampleFault(file, lineAt(offsetOf(document, path)), `${where}${issue?.message}`)
}

/** Of the innermost node on the path that is written down: a missing key is shown at its parent. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
