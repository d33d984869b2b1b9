import type { Typed } from '../tables.ts'

/** Names as they stand in one field, commas between them; each once. */
export function namesTyped(text: string): string[] {
  const names = text
    .toWellFormed()
    .split(/[,，、]/)
    .map((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()]
}

/** What stands in a field, or nothing where the form has none of that name. */
export const oneTyped = (typed: Typed, name: string): string => allTyped(typed, name)[0] ?? ''

/** Of a field that may be there more than once, each. */
export const allTyped = (typed: Typed, name: string): readonly string[] => [typed[name] ?? []].flat()
