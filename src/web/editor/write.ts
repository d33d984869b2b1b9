import type { Fragment, Mark, Node } from '@tiptap/pm/model'
import { append, type Kid, type Tag, tag, writeHtml } from '../../prose/index.ts'
import { attrsOf, CARRIERS, kidsOf } from './schema.ts'

/** The document as HTML, spelled as the cleaner spells it. */
export const htmlOf = (doc: Node): string => writeHtml(treeOf(doc.content))

const treeOf = (blocks: Fragment): Tag => tag('#root', [], kidsIn(blocks))

function kidsIn(blocks: Fragment): Kid[] {
  const kids: Kid[] = []
  let wasLoose = false
  blocks.forEach((block) => {
    const isLoose = block.type.name === 'loose'
    // Two lines without a tag would become one.
    if (isLoose && wasLoose) kids.push(tag('p', [], phrasesIn(block.content)))
    else if (isLoose) kids.push(...phrasesIn(block.content))
    // An empty paragraph is a place to write, and nothing that is kept.
    else if (block.type.name !== 'p' || block.childCount > 0) kids.push(blockTag(block))
    wasLoose = isLoose && block.childCount > 0
  })
  return kids
}

function blockTag(block: Node): Tag {
  const { name } = block.type
  if (CARRIERS.has(name)) return tag(name, attrsOf(block), [...kidsOf(block)])
  return tag(name, attrsOf(block), block.inlineContent ? phrasesIn(block.content) : kidsIn(block.content))
}

interface Open {
  readonly mark: Mark
  readonly tag: Tag
}

/** Marks become phrases again: those that are open stay open as long as they can. */
function phrasesIn(line: Fragment): Kid[] {
  const root = tag('#line')
  const open: Open[] = []
  for (let at = 0; at < line.childCount; at++) {
    const node = line.child(at)
    const kept = open.findIndex(({ mark }) => !mark.isInSet(node.marks))
    if (kept >= 0) open.length = kept
    const rest = node.marks.filter((mark) => !open.some((one) => one.mark.eq(mark)))
    for (const mark of inOrder(rest, line, at)) {
      const made = tag(mark.type.name, attrsOf(mark))
      append(open.at(-1)?.tag ?? root, made)
      open.push({ mark, tag: made })
    }
    append(open.at(-1)?.tag ?? root, leafOf(node))
  }
  return root.kids
}

/** As they stood when they were read; one that was added since stands outside those that end before it. */
function inOrder(marks: readonly Mark[], line: Fragment, from: number): readonly Mark[] {
  if (marks.length < 2) return marks
  const known = marks.filter((mark) => depthOf(mark) !== null)
  const ordered = known.sort((one, other) => (depthOf(one) ?? 0) - (depthOf(other) ?? 0))
  for (const mark of marks.filter((one) => depthOf(one) === null)) {
    const reach = reachOf(mark, line, from)
    const place = ordered.findIndex((other) => reachOf(other, line, from) < reach)
    ordered.splice(place < 0 ? ordered.length : place, 0, mark)
  }
  return ordered
}

function reachOf(mark: Mark, line: Fragment, from: number): number {
  let at = from
  while (at < line.childCount && mark.isInSet(line.child(at).marks)) at++
  return at
}

const depthOf = ({ attrs }: Mark): number | null => (typeof attrs.depth === 'number' ? attrs.depth : null)

function leafOf(node: Node): Kid {
  if (node.isText) return node.text ?? ''
  const { name } = node.type
  if (name === 'hollow') return tag(String(node.attrs.name), attrsOf(node))
  return tag(name, attrsOf(node), CARRIERS.has(name) ? [...kidsOf(node)] : [])
}
