import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model'
import { isTag, type Kid, MODELS, type Tag } from '../../prose/index.ts'
import { CARRIERS, TEXT_BLOCKS } from './schema.ts'

/** The cleaner's tree as a document. */
export function documentOf(schema: Schema, tree: Tag): Node {
  const blocks = blocksOf(schema, tree.kids)
  const doc = schema.nodes.doc
  if (!doc) throw new Error('making a document: the schema has none')
  return doc.create(null, blocks.length > 0 ? blocks : doc.createAndFill()?.content)
}

/** Blocks as they are; text and phrases between them as loose lines. */
export function blocksOf(schema: Schema, kids: readonly Kid[]): Node[] {
  const blocks: Node[] = []
  let line: Kid[] = []
  const endLine = (): void => {
    if (line.length > 0) blocks.push(make(schema, 'loose', null, inlinesOf(schema, line)))
    line = []
  }
  for (const kid of kids) {
    if (!isBlock(kid)) line.push(kid)
    else {
      endLine()
      blocks.push(blockOf(schema, kid))
    }
  }
  endLine()
  return blocks
}

const isBlock = (kid: Kid): kid is Tag => isTag(kid) && MODELS.get(kid.name)?.role === 'block'

function blockOf(schema: Schema, { name, attrs, kids }: Tag): Node {
  if (CARRIERS.has(name)) return make(schema, name, { attrs, kids })
  const inside = TEXT_BLOCKS.has(name) ? inlinesOf(schema, kids) : blocksOf(schema, kids)
  return make(schema, name, { attrs }, inside)
}

function make(
  schema: Schema,
  name: string,
  attrs: Record<string, unknown> | null,
  inside?: readonly Node[],
  marks?: readonly Mark[],
): Node {
  const type = schema.nodes[name]
  if (!type) throw new Error(`making a document: the schema has no ${name}`)
  return type.create(attrs, inside ? Fragment.from(inside) : null, marks)
}

/** Calls itself no deeper than the cleaner's cap. */
function inlinesOf(schema: Schema, kids: readonly Kid[], marks: readonly Mark[] = []): Node[] {
  let before: { readonly kid: Kid; readonly twin: boolean } | undefined
  return kids.flatMap((kid) => {
    const twin = isTag(kid) && isTag(before?.kid) && areAlike(kid, before.kid) && !before.twin
    before = { kid, twin }
    return isTag(kid) ? taggedOf(schema, kid, marks, twin) : schema.text(kid, marks)
  })
}

function taggedOf(schema: Schema, kid: Tag, marks: readonly Mark[], twin: boolean): Node | Node[] {
  const { name, attrs, kids } = kid
  const type = schema.marks[name]
  if (!type) return make(schema, name, CARRIERS.has(name) ? { attrs, kids } : { attrs }, undefined, marks)
  if (kids.length === 0) return make(schema, 'hollow', { name, attrs }, undefined, marks)
  const mark = type.create({ attrs, depth: marks.length, twin })
  return inlinesOf(schema, kids, mark.addToSet(marks))
}

const areAlike = (one: Tag, other: Tag): boolean =>
  one.name === other.name && JSON.stringify(one.attrs) === JSON.stringify(other.attrs)
