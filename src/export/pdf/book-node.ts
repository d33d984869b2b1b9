/*
 * A text as what book.typ walks: words are strings, everything else is its name, what is said of it, and what is in it.
 * Typst reads none of it as its own language.
 */
export type BookNode = string | readonly [name: string, at: BookFacts, kids: readonly BookNode[]]
export type BookFacts = Readonly<Record<string, string | number | boolean | null>>

/** Of a piece of text that says nothing of its language or side. */
export const NO_FACTS: BookFacts = { lang: null, dir: null, align: null }
export const NOTHING: BookFacts = {}

export const part = (label: string): BookNode => ['part', NOTHING, [label]]
