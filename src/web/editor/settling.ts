import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { attribute, MODELS } from '../../prose/index.ts'
import { attrsOf } from './schema.ts'

/*
 * What the cleaner would do with loose lines, done while one types, so that what is seen is what will be kept: a line
 * where paragraphs belong is a paragraph, and so is a line after a line. And there is always a place to write on
 * below the last block.
 */
export const settling = new Plugin({
  appendTransaction(transactions, _before, { doc, tr, schema }) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null
    const { p } = schema.nodes
    if (!p) return null
    settleInside(doc, 0, { alone: false, tr })
    const last = doc.lastChild
    const isSettled = last?.isTextblock && last.type.name !== 'pre'
    if (!isSettled && !isNotes(last)) tr.insert(tr.mapping.map(doc.content.size), p.create())
    return tr.docChanged ? tr : null
  },
})

/** Notes come last. */
const isNotes = (node: Node | null): boolean =>
  node !== null && attribute(attrsOf(node), 'class') === 'footnotes'

interface Settling {
  /** Within a block that takes text as it comes. */
  readonly alone: boolean
  readonly tr: Transaction
}

function settleInside(parent: Node, start: number, { alone, tr }: Settling): void {
  let wasLoose = false
  parent.forEach((node, offset) => {
    const isLoose = node.type.name === 'loose'
    if (isLoose && (!alone || wasLoose)) tr.setNodeMarkup(start + offset, node.type.schema.nodes.p)
    wasLoose = isLoose
    if (node.isTextblock || node.isLeaf) return
    const lines = alone || MODELS.get(node.type.name)?.inside !== 'paragraphs'
    settleInside(node, start + offset + 1, { alone: lines, tr })
  })
}
