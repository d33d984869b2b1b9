/**
 * Words that stand nowhere else, one in every field of every work: `qz07title`. Wherever one is found, it was told.
 */
export const CONTENT = [
  ...['title', 'summary', 'notes', 'endnotes', 'words'],
  ...['chtitle', 'chsummary', 'chnotes', 'chend', 'chtext'],
  ...['fandom', 'relationship', 'character', 'freeform', 'series', 'collection', 'recipient'],
  ...['related', 'relatedby'],
] as const

/** What says who made it. Where it was first posted says so, too. */
export const NAMES = ['pen', 'account', 'copen', 'coaccount', 'chpen', 'chaccount', 'origin'] as const

/** A chapter not posted yet, among posted ones. */
export const UNPOSTED = ['drtitle', 'drsummary', 'drnotes', 'drend', 'drtext'] as const

/** Shown to nobody, anywhere. */
export const SECRET = ['mail', 'comail', 'chmail'] as const

export type Field =
  | (typeof CONTENT)[number]
  | (typeof NAMES)[number]
  | (typeof UNPOSTED)[number]
  | (typeof SECRET)[number]

export const canary = (work: number, field: Field): string => `qz${String(work).padStart(2, '0')}${field}`

export interface Found {
  readonly work: number
  readonly field: string
}

const ANY = new RegExp(`qz\\d\\d(?:${[...CONTENT, ...NAMES, ...UNPOSTED, ...SECRET].join('|')})`, 'g')

/** Every canary in a text, once, whatever its case. */
export function canariesIn(text: string): Found[] {
  const found = new Set(text.toLowerCase().match(ANY))
  return [...found].map((one) => ({ work: Number(one.slice(2, 4)), field: one.slice(4) }))
}
