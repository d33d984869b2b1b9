import type { DateLeaf, NumberLeaf, Query, TextLeaf } from './tree.ts'

/** A query as somebody would type it: parsed again, it means the same. */
export function writeQuery(query: Query): string {
  switch (query.is) {
    case 'all':
      return query.of.map((part) => (part.is === 'any' ? bracketed(part) : writeQuery(part))).join(' ')
    case 'any':
      return query.of.map(bracketed).join(' OR ')
    case 'not':
      return `-${bracketed(query.of)}`
    case 'text':
      return textWritten(query)
    case 'number':
      return `${query.field}:${rangeWritten(query)}`
    case 'date':
      return `${query.field}:"${daysWritten(query)}"`
    case 'flag':
      return `${query.field}:${query.yes ? 'yes' : 'no'}`
    case 'language':
      return `language:${query.code}`
    case 'tag':
      return `${query.kind ?? 'tag'}:"${query.name}"`
  }
}

const bracketed = (query: Query): string =>
  query.is === 'all' || query.is === 'any' ? `(${writeQuery(query)})` : writeQuery(query)

function textWritten({ text, how, in: field }: TextLeaf): string {
  const words = how === 'phrase' ? `"${text}"` : how === 'prefix' ? `${text}*` : text
  return field ? `${field}:${words}` : words
}

/** As the fields for numbers take it, too. */
export function rangeWritten({ from, to }: Pick<NumberLeaf, 'from' | 'to'>): string {
  if (from !== null && to !== null) return from === to ? String(from) : `${from}-${to}`
  if (from === null) return `<${(to ?? 0) + 1}`
  return from % 10 === 0 ? `${from}-` : `>${from - 1}`
}

export function daysWritten({ from, to }: Pick<DateLeaf, 'from' | 'to'>): string {
  if (from !== null && to !== null) return from === to ? from : `${from}..${to}`
  return from === null ? `<=${to}` : `>=${from}`
}
