/**
 * A place in a book as KOReader writes it, and what it is in a book of ours:
 *
 *   pointer = '/body/DocFragment' count? ('/body' step*)? offset?
 *   step    = '/' (name | 'text()') count? offset?
 *   count   = '[' number ']'          among brothers of its name, from 1; left out where there is only one
 *   offset  = '.' number
 *
 * Each file of the book is a fragment. A chapter's text is `div` in `div`; beside it stand, if the work has chapters, a
 * `div` before it (title, summary, notes) and maybe one after it (notes at the end): src/export/chapter.ts.
 */
export interface Pointer {
  /** From 1. */
  readonly fragment: number
  readonly steps: readonly Step[]
}

interface Step {
  readonly name: string
  /** From 1; null where it is not said. */
  readonly count: number | null
}

/** Where in its chapter: before the text, in a block of it, or after it. */
type Within = 'opening' | 'end' | Step

const LONGEST = 1_000

/** Undefined for what says no place in a book of parts: a page number, another reader's words. */
export function readPointer(written: string): Pointer | undefined {
  if (written.length > LONGEST) return undefined
  const [empty, body, ...rest] = written.split('/')
  const steps = rest.map(readStep)
  if (empty !== '' || body !== 'body' || steps.some((step) => !step)) return undefined
  const [fragment, inner, ...within] = steps.filter((step) => step !== undefined)
  if (fragment?.name !== 'DocFragment' || (inner && inner.name !== 'body')) return undefined
  return { fragment: fragment.count ?? 1, steps: within }
}

function readStep(written: string): Step | undefined {
  const found = /^([A-Za-z][\w:-]*|text\(\))(?:\[(\d{1,7})\])?(?:\.\d{1,9})?$/.exec(written)
  const [, name, count] = found ?? []
  return name ? { name, count: count ? Number(count) : null } : undefined
}

/** Which of the holders of a chapter it is in, and there which block. */
export function within({ steps }: Pointer): Within {
  const [section, holder, block] = steps
  if (section?.name !== 'div' || holder?.name !== 'div') return 'opening'
  if (holder.count === 1) return 'opening'
  if (holder.count !== null && holder.count > 2) return 'end'
  return block ?? 'opening'
}

interface Written {
  readonly fragment: number
  /** The work is one text, without chapters. */
  readonly undivided: boolean
  /** Names of the blocks of the chapter's text, in order. */
  readonly blocks: readonly string[]
  /** Of them, from 0. */
  readonly paragraph: number
}

export function writePointer({ fragment, undivided, blocks, paragraph }: Written): string {
  const text = `/body/DocFragment[${fragment}]/body/div/${undivided ? 'div' : 'div[2]'}`
  const at = Math.min(paragraph, blocks.length - 1)
  const name = blocks[at]
  // The opening of a chapter is where its title stands.
  if (at <= 0 || name === undefined) return `/body/DocFragment[${fragment}]/body/div.0`
  const count = blocks.slice(0, at + 1).filter((one) => one === name).length
  return `${text}/${name}[${count}].0`
}

/** The block's number, from 0: in a text that has become shorter its last such one; undefined where it has none now. */
export function blockAt(blocks: readonly string[], { name, count }: Step): number | undefined {
  const places = blocks.flatMap((one, at) => (one === name ? [at] : []))
  return places[(count ?? 1) - 1] ?? places.at(-1)
}
