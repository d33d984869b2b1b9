import type { BookNode } from './book-node.ts'

/** A title stands above every text: the first heading in it is of the second level. */
const ABOVE = 1

/**
 * Headings no deeper than one below the heading before, as PDF/UA demands and as those expect who walk from heading to
 * heading. Which heading is above which stays as it was written.
 */
export function withoutSkips(nodes: readonly BookNode[]): readonly BookNode[] {
  const open: number[] = []
  return nodes.map((node) => lifted(node, open))
}

function lifted(node: BookNode, open: number[]): BookNode {
  if (typeof node === 'string') return node
  const [name, at, kids] = node
  if (name === 'heading') return [name, { ...at, level: ABOVE + depth(Number(at.level), open) }, kids]
  if (name === 'part') open.splice(0, open.length, ABOVE + 1)
  return [name, at, kids.map((kid) => lifted(kid, open))]
}

/** How many headings are open when this one begins, itself among them; those as deep or deeper have ended. */
function depth(level: number, open: number[]): number {
  const ended = open.findIndex((one) => one >= level)
  if (ended >= 0) open.length = ended
  open.push(level)
  return open.length
}
