import { type RawBuilder, sql } from 'kysely'
import { searchPlain, searchQueryText } from '../prose/index.ts'
import type { Query, TextLeaf } from './query/tree.ts'

/** Words wanted anywhere in a work: nothing in it is excluded, and nothing asks for more than words. */
export type TextTree =
  | TextLeaf
  | { readonly is: 'all'; readonly of: readonly TextTree[] }
  | { readonly is: 'any'; readonly of: readonly TextTree[] }

/** A part of a query that is nothing but such words. */
export function asText(query: Query): TextTree | null {
  if (query.is === 'text') return query.in ? null : query
  if (query.is !== 'all' && query.is !== 'any') return null
  const parts = query.of.map(asText)
  const texts = parts.flatMap((part) => (part ? [part] : []))
  return texts.length === parts.length ? joinedText(query.is, texts) : null
}

/** The words in a query that speak for a work. */
export function wantedText(query: Query): TextTree | null {
  if (query.is === 'text') return query.in ? null : query
  if (query.is !== 'all' && query.is !== 'any') return null
  return joinedText(
    query.is,
    query.of.flatMap((part) => wantedText(part) ?? []),
  )
}

export function joinedText(is: 'all' | 'any', of: readonly TextTree[]): TextTree | null {
  // What was typed twice is looked for once.
  const different = [...new Map(of.map((one) => [JSON.stringify(one), one])).values()]
  return different.length > 1 ? { is, of: different } : (different[0] ?? null)
}

/** The words themselves, scripts without spaces as the pairs they are looked for by. */
export function wordsIn(tree: TextTree): string[] {
  return tree.is === 'text' ? searchPlain(tree.text).split(/\s+/) : tree.of.flatMap(wordsIn)
}

/** What stands in quotation marks, each once. */
export function phrasesIn(tree: TextTree): string[] {
  if (tree.is === 'text') return tree.how === 'phrase' ? [tree.text] : []
  return [...new Set(tree.of.flatMap(phrasesIn))]
}

/** The same, its words as phrases: what is read for is read for as it stands. */
export const quoted = (tree: TextTree): TextTree =>
  tree.is === 'text' ? { ...tree, how: 'phrase' } : { is: tree.is, of: tree.of.map(quoted) }

/** As PostgreSQL asks it, by the rules of one language. */
export function tsquery(config: string, tree: TextTree): RawBuilder<unknown> {
  const words = inWebsearch(tree)
  if (words !== undefined) return sql`websearch_to_tsquery(${config}::regconfig, ${searchQueryText(words)})`
  if (tree.is === 'text') return beginningOf(config, tree.text)
  const parts = tree.of.map((part) => tsquery(config, part))
  return sql`(${sql.join(parts, tree.is === 'all' ? sql` && ` : sql` || `)})`
}

/** A beginning that is a whole word the language leaves out (`the*`) is one of other words, too. */
function beginningOf(config: string, text: string): RawBuilder<unknown> {
  const asked = beginning(text)
  return sql`(select case when numnode(kept) > 0 then kept else to_tsquery('pal_simple', ${asked}) end
    from to_tsquery(${config}::regconfig, ${asked}) as kept)`
}

const beginning = (text: string): string => `'${text.replace(/['\\]/g, ' ')}':*`

/**
 * In websearch_to_tsquery's grammar, which has no brackets and no beginnings of words: most queries fit it, and then
 * are one call a language instead of one a word.
 */
function inWebsearch(tree: TextTree): string | undefined {
  if (tree.is === 'text') return wordInWebsearch(tree)
  if (tree.is === 'all' && tree.of.some((part) => part.is !== 'text')) return undefined
  const parts = tree.of.map(inWebsearch)
  return parts.includes(undefined) ? undefined : parts.join(tree.is === 'all' ? ' ' : ' or ')
}

function wordInWebsearch({ text, how }: TextLeaf): string | undefined {
  if (how === 'phrase') return `"${text}"`
  if (how === 'prefix' && !isPaired(text) && !/\s/.test(text)) return undefined
  const word = text.replace(/(^|\s)-+/g, '$1')
  return /^or$/i.test(word) ? `"${word}"` : word
}

/** Is any of this in a script without spaces, indexed as pairs of characters? */
export const isPaired = (text: string): boolean =>
  text.split(/[\s/]+/).some((word) => searchPlain(`x${word}x`) !== `x${word}x`)
