import {
  CATEGORIES,
  type Category,
  OLDER_VALUES,
  RATINGS,
  type Rating,
  WARNINGS,
  type Warning,
} from '../core/values.ts'
import { isDate } from './stats.ts'

/** What writers wrote on their own pages, in the words of the closed lists. Each is undefined for words we do not know. */

export function ratingFrom(said: string): Rating | undefined {
  const exact = sameAs(RATINGS, said)
  if (exact) return exact
  return RATING_WORDS.find(([words]) => words.test(said))?.[1]
}

/** First match wins: `NC-17` before `R`, `PG-13` before `PG`. */
const RATING_WORDS: readonly (readonly [RegExp, Rating])[] = [
  [/\b(?:un|not (?:yet )?)rated\b/i, 'Not Rated'],
  [/\bNC-?1[678]\b|\bFRAO\b|\bX\b|\bMA\b|\bexplicit\b|\b18\+|\badults? only\b/i, 'Explicit'],
  [/\bPG-?1[2-6]\b|\bFRT\b|\bteens?\b|\bT\b|\b1[23]\+/i, 'Teen And Up Audiences'],
  [/\bmature\b|\badult\b|\bhard r\b|\bFRM\b|\bR\b|\bM\b|\b1[5-7]\+/i, 'Mature'],
  [/\bPG\b|\bG\b|\bK\+?|\bFR[CK]\b|\bgeneral\b|\ball ages\b/i, 'General Audiences'],
]

export function warningFrom(said: string): Warning | undefined {
  return sameAs(WARNINGS, said) ?? WARNING_WORDS.find(([words]) => words.test(said.trim()))?.[1]
}

const WARNING_WORDS: readonly (readonly [RegExp, Warning])[] = [
  [/\bch[oe]se\b.{0,100}\bnot\b|\bnot to (?:use|warn)\b/i, 'Creator Chose Not To Use Archive Warnings'],
  [/^(?:none|no|n\/a|nothing|no(?: archive)? warnings?(?: apply)?)\W*$/i, 'No Archive Warnings Apply'],
  [/^(?:graphic )?(?:depictions of )?violence$|^graphic violence$|^gore$/i, 'Graphic Depictions Of Violence'],
  [
    /^(?:major )?character death$|^death ?fic$|^death of a (?:major|main) character$/i,
    'Major Character Death',
  ],
  [/^rape$|^non-?con(?:sensual)?(?: sex)?$|^rape ?\/ ?non-?con$/i, 'Rape/Non-Con'],
  [/^under-?age(?: sex)?$/i, 'Underage Sex'],
]

export function categoryFrom(said: string): Category | undefined {
  return sameAs(CATEGORIES, said) ?? CATEGORY_WORDS.find(([words]) => words.test(said.trim()))?.[1]
}

const CATEGORY_WORDS: readonly (readonly [RegExp, Category])[] = [
  [/^fem(?:me)?slash$|^girls'? love$|^gl$|^yuri$/i, 'F/F'],
  [/^slash$|^boys'? love$|^bl$|^yaoi$/i, 'M/M'],
  [/^het(?:erosexual)?$|^m\/f$/i, 'F/M'],
  [/^gen(?:eral)?(?:fic)?$/i, 'Gen'],
  [/^multi\S*$|^poly\S*$/i, 'Multi'],
]

function sameAs<T extends string>(names: readonly T[], said: string): T | undefined {
  const now = (OLDER_VALUES.get(said.trim()) ?? said.trim()).toLowerCase()
  return names.find((name) => name.toLowerCase() === now)
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * A day as people write it: `2004-03-09`, `9 March 2004`, `March 9th, 2004`, `3/9/2004`. Of two numbers that may both
 * be months the first is taken for one, as the journals wrote it.
 */
export function dayFrom(said: string): string | undefined {
  const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(said)
  if (iso) return dayOf(iso[1], Number(iso[2]), iso[3])
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})\b/i.exec(said)
  if (dayFirst && monthOf(dayFirst[2])) return dayOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const monthFirst = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/i.exec(said)
  if (monthFirst && monthOf(monthFirst[1])) return dayOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2])
  const numbers = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/.exec(said)
  if (!numbers) return undefined
  const [, first = '', second = '', year] = numbers
  const dotted = numbers[0].includes('.') || Number(first) > 12
  return dotted ? dayOf(year, Number(second), first) : dayOf(year, Number(first), second)
}

const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

function dayOf(year: string | undefined, month: number, day: string | undefined): string | undefined {
  const date = `${year}-${String(month).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  return isDate(date) ? date : undefined
}
