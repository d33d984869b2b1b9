import type { CssNode } from 'css-tree'

export type SkinKind = 'work' | 'site'

/** Why something in a style sheet cannot be taken. */
export type CssRefusal =
  | 'too-long'
  | 'unreadable'
  | 'unclosed'
  | 'unopened'
  | 'too-deep'
  | 'escape'
  | 'at-rule'
  | 'nested'
  | 'selector'
  | 'attribute'
  | 'outside'
  | 'property'
  | 'own-property'
  | 'pinned'
  | 'value'
  | 'function'
  | 'address'
  | 'too-big'

export interface CssFault {
  readonly why: CssRefusal
  /** From one, as editors count. */
  readonly line: number
  readonly column: number
  /** What stands there. */
  readonly quote: string
}

/** One style sheet while it is looked through. */
export interface Looking {
  readonly kind: SkinKind
  readonly text: string
  /** The archive's own address: pictures may be named with it. */
  readonly baseUrl: string
  readonly faults: CssFault[]
  /** Hashes of the pictures it shows. */
  readonly images: Set<string>
}

export const MOST_FAULTS = 20
const LONGEST_QUOTE = 90

/** Notes what is refused, and where it stands. */
export function refuse({ text, faults }: Looking, { loc }: CssNode, why: CssRefusal): void {
  if (faults.length >= MOST_FAULTS) return
  const { line, column, offset } = loc?.start ?? { line: 1, column: 1, offset: 0 }
  faults.push({ why, line, column, quote: quoteOf(text.slice(offset, loc?.end.offset ?? offset)) })
}

export function quoteOf(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST_QUOTE)
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...plain]
  return letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE).join('')}…` : plain
}
