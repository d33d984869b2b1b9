import { plainText } from '../prose/index.ts'
import {
  type Allowed,
  PERMISSION_KINDS,
  type Permissions,
  type Statement,
  type StatementPlace,
  type WorkRecord,
} from '../works/index.ts'
import { firstLetters } from './letters.ts'
import { readClaims } from './statement-phrases.ts'
import { FOREIGN_PHRASES } from './statement-phrases-foreign.ts'

/** Where creators speak in their own voice. Bodies are not read: there, characters speak. */
export type Spoken = Pick<WorkRecord, 'additionalTags' | 'summary' | 'notes' | 'endNotes' | 'chapters'>

/** Every sentence among tags, summaries and notes that says what the creator allows, once each. */
export function findStatements(record: Spoken): Statement[] {
  const found = new Map<string, Statement>()
  for (const [sentence, where] of sentences(record)) {
    for (const { permission, says } of claimsIn(sentence)) {
      const quote = quoted(sentence)
      const key = `${permission} ${says} ${quote}`
      if (!found.has(key)) found.set(key, { permission, says, quote, where })
    }
  }
  return [...found.values()]
}

export type Claim = Pick<Statement, 'permission' | 'says'>

function claimsIn(sentence: string): Claim[] {
  const even = evenQuotes(sentence).slice(0, 600)
  const foreign = FOREIGN_PHRASES.filter(({ phrase }) => phrase.test(even))
  return [
    ...readClaims(even),
    ...foreign.flatMap(({ permissions, says }) => permissions.map((permission) => ({ permission, says }))),
  ]
}

const evenQuotes = (text: string): string =>
  text
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”"*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Longest quote shown; a sentence beyond it is cut at a word. */
const QUOTE = 300

function quoted(sentence: string): string {
  const text = sentence.replace(/\s+/g, ' ').trim()
  const cut = firstLetters(text, QUOTE - 1)
  if (firstLetters(text, QUOTE).length === text.length) return text
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), QUOTE / 2)).trimEnd()}…`
}

function* sentences(record: Spoken): Generator<readonly [string, StatementPlace]> {
  for (const tag of record.additionalTags) yield [tag, 'tags']
  for (const [html, where] of spokenParts(record)) {
    if (html === '') continue
    for (const line of plainText(html).split('\n'))
      for (const sentence of sentencesIn(line)) yield [sentence, where]
  }
}

function* spokenParts(record: Spoken): Generator<readonly [string, StatementPlace]> {
  yield [record.summary, 'summary']
  yield [record.notes, 'notes']
  yield [record.endNotes, 'end-notes']
  for (const [at, { summary, notes, endNotes }] of record.chapters.entries()) {
    const chapter = at + 1
    yield [summary, { chapter, part: 'summary' }]
    yield [notes, { chapter, part: 'notes' }]
    yield [endNotes, { chapter, part: 'end-notes' }]
  }
}

/** At the marks that end sentences; Chinese has no space after them. */
const sentencesIn = (line: string): string[] =>
  line.split(/(?<=[.!?…]["”’)]?)\s+|(?<=[。！？；])/u).filter((sentence) => sentence.trim() !== '')

const STRICTNESS: readonly Allowed[] = ['unsaid', 'yes', 'ask', 'no']

/** The stricter of what is said and what was set: a creator's no is never read away by another's yes. */
export function permissionsFrom(statements: readonly Statement[], base: Permissions): Permissions {
  const made: { -readonly [K in keyof Permissions]: Permissions[K] } = { ...base }
  for (const kind of PERMISSION_KINDS)
    for (const { permission, says } of statements)
      if (permission === kind && STRICTNESS.indexOf(says) > STRICTNESS.indexOf(made[kind])) made[kind] = says
  const quotes = new Set([...base.words.split('\n'), ...statements.map(({ quote }) => quote)])
  made.words = [...quotes].filter((quote) => quote !== '').join('\n')
  return made
}
