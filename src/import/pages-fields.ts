import { CATEGORIES, RATINGS, WARNINGS } from '../core/values.ts'
import { t } from '../web/say.ts'
import type { PagesAsked } from './bring-pages.ts'
import { MOST_PAGES } from './bring-pages.ts'
import { namesIn } from './page-labels.ts'
import { isLanguage } from './page-record.ts'
import type { Upload } from './receive-upload.ts'

/** The form's fields as they stand on it: what was typed is given back under the same names. */
type PagesField =
  | 'addresses'
  | 'files'
  | 'as'
  | 'language'
  | 'encoding'
  | 'title'
  | 'fandoms'
  | 'rating'
  | 'warnings'
  | 'categories'
  | 'relationships'
  | 'characters'
  | 'tags'
  | 'summary'
  | 'notes'
  | 'detect'
  | 'override'
  | 'audience'
  | 'post'

export type TypedFields = Readonly<Partial<Record<PagesField, string>>>
export type PagesFaults = Readonly<Partial<Record<PagesField, string>>>

/** Labels that files of the journals' years were written in, and the bytes behind them. */
export const ENCODINGS = [
  ...['utf-8', 'windows-1252', 'iso-8859-15', 'windows-1250', 'iso-8859-2', 'windows-1251', 'koi8-r'],
  ...['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr', 'windows-1254', 'windows-1255', 'windows-1256'],
] as const

export function typedFields({ fields, all }: Upload): TypedFields {
  return { ...fields, warnings: all('warnings').join('\n'), categories: all('categories').join('\n') }
}

/** A form without script sends its ticks only when they are set: `detect` is on for a form never sent. */
export const FRESH: TypedFields = { as: 'works', detect: 'on', audience: 'public' }

/** One a line; a line without a scheme means the web. */
function addressesIn(text = ''): string[] {
  const lines = text.split(/\s+/).filter(Boolean)
  return [...new Set(lines.map((line) => (/^[a-z][\w+.-]*:/i.test(line) ? line : `http://${line}`)))]
}

export function pagesFaults(typed: TypedFields, { files, tooLarge }: Upload): PagesFaults {
  const pages = addressesIn(typed.addresses).length + files.length
  return {
    ...(tooLarge.length
      ? { files: t('{name} is larger than 100 MB, the most a file may have.', { name: tooLarge.join(', ') }) }
      : {}),
    ...(pages === 0 ? { addresses: t('Give an address, or choose a file.') } : {}),
    ...(pages > MOST_PAGES
      ? { addresses: t('At most {most, number} pages at once.', { most: MOST_PAGES }) }
      : {}),
    ...(isLanguage(typed.language ?? '') ? {} : { language: t('Choose the language they are written in.') }),
  }
}

export function askedFor(typed: TypedFields, { files }: Upload): Omit<PagesAsked, 'by'> {
  const some = <T extends string>(names: readonly T[], said = ''): T[] =>
    names.filter((name) => said.split('\n').includes(name))
  return {
    addresses: addressesIn(typed.addresses),
    files,
    as: typed.as === 'chapters' ? 'chapters' : 'works',
    encoding: ENCODINGS.find((name) => name === typed.encoding),
    post: typed.post !== undefined,
    typed: {
      title: typed.title ?? '',
      language: typed.language ?? '',
      fandoms: namesIn(typed.fandoms),
      rating: RATINGS.find((name) => name === typed.rating) ?? null,
      warnings: some(WARNINGS, typed.warnings),
      categories: some(CATEGORIES, typed.categories),
      relationships: namesIn(typed.relationships),
      characters: namesIn(typed.characters),
      tags: namesIn(typed.tags),
      summary: typed.summary ?? '',
      notes: typed.notes ?? '',
      detect: typed.detect !== undefined,
      override: typed.override !== undefined,
      audience: typed.audience === 'members' ? 'members' : 'public',
    },
  }
}
