import type { Answered } from './address.ts'
import type { DayParam, NumberParam, UnclearPart } from './question.ts'

/**
 * What was typed into a field and could not be understood, so that it can be mended there. Null: it was understood, or
 * nothing was typed.
 */
export function typedBack(
  { question, search }: Pick<Answered, 'question' | 'search'>,
  name: NumberParam | DayParam,
): TypedBack | null {
  if (!question.notes.includes(name)) return null
  const [whole, from, to] = [said(search, name), said(search, `${name}_from`), said(search, `${name}_to`)]
  return {
    whole: whole || (from && to ? `${from}-${to}` : from || to),
    from: whole || from,
    to: whole ? '' : to,
  }
}

interface TypedBack {
  /** For one field. */
  readonly whole: string
  /** For two. */
  readonly from: string
  readonly to: string
}

const said = (search: URLSearchParams, field: string): string =>
  (search.get(field) ?? '').toWellFormed().replaceAll('\u0000', '').trim().slice(0, LONGEST)

const LONGEST = 150

/** The line that says what was not understood of a field; the field points to it. */
export const noteId = (part: UnclearPart): string => `unclear-${part}`
