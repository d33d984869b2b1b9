import { languageOf } from '../core/languages.ts'
import type { RelatedWork } from '../works/index.ts'
import { isBlank } from './text-layout.ts'

/** The last page: `Afterword`, end notes, works inspired by this one, and the request for comments. */
export interface Afterword {
  /** Everything before it. */
  readonly lines: readonly string[]
  readonly endNotes: readonly string[]
  readonly inspired: readonly RelatedWork[]
  /** What follows the request for comments: a converter's own words, or anything. */
  readonly trailing: readonly string[]
  /** False when the request is missing, as in a file cut short. */
  readonly closed: boolean
  /** `creator` from October 2023, `author` before. */
  readonly asks: string
}

const REQUEST =
  /Please\s+drop\s+by\s+the\s+archive\s+and\s+comment\s+to\s+let\s+the\s+(creator|author)s?\s+know(?:\s+if\s+you\s+enjoyed\s+(?:their|his|her|this|the)\s+work)?\s?[!.]?/gi
/** More than this after the request, and it was quoted in the story. */
const TRAILING = 2_000
/** AO3's limit of a note, counted in HTML; text is shorter. */
const END_NOTES = 6_000

export function readAfterword(text: string): Afterword {
  const request = [...text.matchAll(REQUEST)].at(-1)
  const end = request ? request.index + request[0].length : text.length
  const closed = request !== undefined && text.length - end <= TRAILING
  const lines = (closed ? text.slice(0, request.index) : text).split('\n')
  const at = afterwordLine(lines) ?? endNotesLine(lines)
  const page = at === undefined ? [] : lines.slice(at).filter((line) => line.trim() !== 'Afterword')
  return {
    lines: at === undefined ? lines : lines.slice(0, at),
    ...lastPage(page),
    trailing: closed
      ? text
          .slice(end)
          .split('\n')
          .filter((line) => !isBlank(line))
      : [],
    closed,
    asks: closed ? (request[1] ?? '').toLowerCase() : '',
  }
}

const END_NOTES_LABEL = /^End Notes:?$/
const INSPIRED_LABEL = /^Works inspired by this one:?$/

/** A chapter may be called Afterword too; then a story follows, not one of the page's own labels. */
function afterwordLine(lines: readonly string[]): number | undefined {
  const at = lines.findLastIndex((line) => line.trim() === 'Afterword')
  if (at < 0) return undefined
  const next = lines
    .slice(at + 1)
    .find((line) => !isBlank(line))
    ?.trim()
  return next === undefined || END_NOTES_LABEL.test(next) || INSPIRED_LABEL.test(next) ? at : undefined
}

function endNotesLine(lines: readonly string[]): number | undefined {
  let length = 0
  for (let at = lines.length - 1; at >= 0 && length < END_NOTES; at--) {
    const line = lines[at]?.trim() ?? ''
    if (END_NOTES_LABEL.test(line)) return at
    length += line.length
  }
  return undefined
}

function lastPage(page: readonly string[]): Pick<Afterword, 'endNotes' | 'inspired'> {
  const from = page.findLastIndex((line) => INSPIRED_LABEL.test(line.trim()))
  const listed = from < 0 ? [] : page.slice(from + 1).filter((line) => !isBlank(line))
  const inspired = listed.map((line) => related('inspired', line, null))
  const whole = from >= 0 && inspired.every((work) => work !== undefined)
  const notes = (whole ? page.slice(0, from) : page).filter((line) => !END_NOTES_LABEL.test(line.trim()))
  return { endNotes: notes, inspired: whole ? inspired.filter((work) => work !== undefined) : [] }
}

/** `Title by Pen, Other pen`, `[Restricted Work] by Pen`, `a work in an unrevealed collection`, `a deleted work`. */
function related(
  relation: RelatedWork['relation'],
  text: string,
  language: string | null,
): RelatedWork | undefined {
  const nameless = { relation, title: '', creators: [], url: null, language }
  if (/^a work in an unrevealed collection$/i.test(text.trim())) return { ...nameless, state: 'unrevealed' }
  if (/^a deleted work$/i.test(text.trim())) return { ...nameless, state: 'deleted' }
  const found = /^(.+) by (\S.*)$/s.exec(text.trim())
  if (!found) return undefined
  const creators = (found[2] ?? '').split(/,\s+/).filter((name) => name !== 'Anonymous')
  if (found[1] === '[Restricted Work]') return { ...nameless, creators, state: 'restricted' }
  return { ...nameless, creators, title: found[1] ?? '' }
}

/** The lines a title page ends with. A note may begin with the same words, but it ends its sentence. */
export function relatedLine(line: string): RelatedWork | undefined {
  const text = line.trim()
  if (/[.!?…]$/.test(text) || text.length > 600) return undefined
  const translated = /^Translation into (.{1,60}?) available: (.+)$/.exec(text)
  if (translated)
    return related('translated-as', translated[2] ?? '', languageOf(translated[1] ?? '')?.code ?? null)
  const up = /^(Inspired by|A translation of) (.+)$/.exec(text)
  return up
    ? related(up[1] === 'Inspired by' ? 'inspired-by' : 'translation-of', up[2] ?? '', null)
    : undefined
}
