import type { WorkRecord } from '../works/index.ts'

/** The order in which the record writes its keys; its smaller objects follow it, then PLACES. */
const ORDER = [
  'title',
  'creators',
  'origin',
  'rating',
  'warnings',
  'categories',
  'fandoms',
  'relationships',
  'characters',
  'additionalTags',
  'language',
  'series',
  'collections',
  'recipients',
  'published',
  'updated',
  'completed',
  'words',
  'chapterCount',
  'summary',
  'notes',
  'endNotes',
  'permissions',
  'audience',
  'anonymous',
  'relatedWorks',
  'chapters',
  'import',
] as const satisfies readonly (keyof WorkRecord)[]
const PLACES: ReadonlyMap<string, number> = new Map(
  [
    'relation',
    'position',
    ...ORDER,
    ...['url', 'archive', 'stated', 'counted', 'posted', 'expected', 'state', 'html'],
    ...['download', 'translation', 'podfic', 'remix', 'print', 'copy', 'machines'],
    ...['format', 'era', 'losses', 'repairs'],
  ].map((key, place) => [key, place]),
)

/** The record as `palimpsest export --format json` prints it: equal records, equal text. */
export const recordJson = (record: WorkRecord): string => `${JSON.stringify(record, inOrder, 2)}
`

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const place = ([key]: readonly [string, unknown]): number => PLACES.get(key) ?? PLACES.size
  return Object.fromEntries(Object.entries(value).sort((a, b) => place(a) - place(b)))
}
