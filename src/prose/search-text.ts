import { isPhrase } from './words.ts'

/*
 * PostgreSQL finds words at spaces, and Chinese, Japanese, Thai, Khmer, Lao and Burmese have none. Runs of their
 * characters become overlapping pairs, in the text and in the query alike: 東京都 → 東京 京都, so that a word is
 * found anywhere by the phrase of its pairs. A character alone stays alone.
 */
const SCRIPTS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Khmer}\\p{Script=Lao}\\p{Script=Myanmar}ーｰ'
const RUN = new RegExp(`[${SCRIPTS}]+`, 'gu')
/** Has it a character of a script without spaces? */
export const HAS_RUN = new RegExp(`[${SCRIPTS}]`, 'u')
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g

/**
 * The text of clean HTML as to_tsvector should read it. One pass over the string: the cleaner leaves no `<` or `>` inside a
 * tag, and a search needs neither lines nor folded space. The script tells the way, so the language may be unknown.
 */
export const searchText = (html: string): string => searchPlain(withoutTags(html).trim())

/** The same for text that is no HTML: titles, names, tags. */
export const searchPlain = (text: string): string => inPairs(apart(text.replace(UNSEEN, '')))

/** PostgreSQL takes Sam/Mary and either/or for the path of a file, one word; readers look for each. */
const apart = (text: string): string => text.replaceAll('/', ' ')

function withoutTags(html: string): string {
  return html
    .replace(/<\/?([a-z][a-z0-9]*)(?:[^a-z0-9<>][^<>]*)?>/g, (tag, name: string) => {
      if (name === 'img') return ` ${/ alt="([^"]*)"/.exec(tag)?.[1] ?? ''} `
      return isPhrase(name) ? '' : '\n'
    })
    .replace(/&(?:amp|lt|gt|quot|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
}

/** All that the cleaner's serializer writes. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
}

/** A reader's query, for websearch_to_tsquery: a word of several pairs becomes their phrase. */
export function searchQueryText(query: string): string {
  return query
    .replace(UNSEEN, '')
    .split('"')
    .map((part, at) => (at % 2 === 1 ? inPairs(apart(part)) : part.split(/(\s+)/).map(phrase).join('')))
    .join('"')
}

function phrase(word: string): string {
  if (!HAS_RUN.test(word) && !word.includes('/')) return word
  const sign = word.startsWith('-') ? '-' : ''
  const pairs = inPairs(apart(word.slice(sign.length)).trim())
  return pairs.includes(' ') ? `${sign}"${pairs}"` : sign + pairs
}

function inPairs(text: string): string {
  return text.replace(RUN, (run, at: number) => {
    const before = at > 0 && !/\s/.test(text.charAt(at - 1)) ? ' ' : ''
    const end = at + run.length
    const after = end < text.length && !/\s/.test(text.charAt(end)) ? ' ' : ''
    return before + pairsOf([...run]).join(' ') + after
  })
}

const pairsOf = (characters: readonly string[]): readonly string[] =>
  characters.length === 1
    ? characters
    : characters.slice(1).map((next, at) => `${characters[at] ?? ''}${next}`)
