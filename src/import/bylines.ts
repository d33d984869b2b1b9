import { isElement, isText, type Node, plain } from '../prose/index.ts'

/**
 * The names in a byline, in order: `by <a>pen (account)</a>, <a>other</a>`. Linked or not, since creators
 * without an account have no link, and `Name [archived by <a>archivist</a>]` names only the creator.
 * An anonymous work signs nobody, except to its creator, who sees `Anonymous [pen]`.
 */
export function bylineNames(nodes: readonly Node[]): string[] {
  const names: string[] = []
  let open = ''
  for (const node of nodes) {
    if (!isText(node)) {
      open += isElement(node) ? plain(node) : ''
      continue
    }
    const text = node === nodes.at(-1) ? node.value.replace(SENTENCE_END, '') : node.value
    const [first = '', ...rest] = text.split(/,(?=\s|$)/)
    open += first
    for (const next of rest) {
      names.push(open)
      open = next
    }
  }
  names.push(open)
  return names.map(bare).filter((name) => name !== '' && name !== 'Anonymous')
}

/** Work pages end a line about another work so; a name that ends in a dot is a link, or was meant so. */
const SENTENCE_END = /\.(?:\s*Log in to view\.)?\s*$/

const bare = (name: string): string =>
  name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:Chapter )?by (?=\S)/, '')
    .replace(/ ?\[archived by .*$/s, '')
    .replace(/^Anonymous \[(.*)\]$/, '$1')
    .trim()

/** `by Anonymous`, `Anonymous`, `Anonymous [pen]`; not a pen name that begins so. */
export const isAnonymous = (byline: string): boolean => /^(?:by )?Anonymous(?: \[.*\])?$/.test(byline)
