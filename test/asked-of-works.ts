import fc from 'fast-check'

/**
 * Addresses of lists, each part beside what it means in SQL: written from what readers are told of the filters, and
 * from nothing of the program that answers them.
 */
export interface AskedPart {
  readonly params: readonly (readonly [name: string, value: string])[]
  /** What works must be. */
  readonly where: string
  /** The facet that is counted as if nothing of it were chosen. */
  readonly facet?: string
}

export interface AskedAddress {
  readonly parts: readonly AskedPart[]
  readonly sort: string
  readonly order: '' | 'asc' | 'desc'
  readonly page: number
}

/** What the tag graph and the works are, as this test reads them itself. */
export interface Known {
  readonly tags: readonly KnownTag[]
  readonly crossovers: readonly number[]
  /** Works whose relationships all mean one. */
  readonly ofOnePairing: readonly number[]
}

export interface KnownTag {
  readonly kind: string
  readonly name: string
  /** Every tag whose works are meant by it. */
  readonly family: readonly number[]
}

const among = (column: string, ids: readonly number[]): string =>
  `${column} = any('{${ids.join(',')}}'::int[])`
const tagged = ({ family }: KnownTag): string =>
  `exists (select from work_tags w where w.work_id = works.id and ${among('w.tag_id', family)})`
const named = ({ kind, name }: KnownTag): string => `${kind}:${name}`

const COUNTED = {
  words: 'works.words',
  chapters: 'works.chapters_posted',
  ...Object.fromEntries(
    ['kudos', 'hits', 'comments', 'bookmarks'].map((name) => [
      name,
      `coalesce((select c.${name} from work_counts c where c.work_id = works.id), 0)`,
    ]),
  ),
} as Readonly<Record<string, string>>

const number = fc.constantFrom(0, 1, 2, 3, 7, 20, 150, 999, 1_000, 1_001, 4_999, 25_000, 300_000)

const range = fc
  .record({ name: fc.constantFrom(...Object.keys(COUNTED)), a: number, b: number, how: fc.nat(6) })
  .map(({ name, a, b, how }): AskedPart => {
    const column = COUNTED[name] ?? ''
    const facet = name === 'words' ? { facet: 'words' } : {}
    const between = `${column} between ${Math.min(a, b)} and ${Math.max(a, b)}`
    const written: readonly (readonly [AskedPart['params'], string])[] = [
      [[[name, `${a}-${b}`]], between],
      [[[name, `${a}..${b}`]], between],
      [[[name, `>${a}`]], `${column} > ${a}`],
      [[[name, `${a}-`]], `${column} >= ${a}`],
      [[[name, `-${a}`]], `${column} <= ${a}`],
      [[[name, String(a)]], `${column} = ${a}`],
      [
        [
          [`${name}_from`, String(a)],
          [`${name}_to`, String(b)],
        ],
        between,
      ],
    ]
    const [params, where] = written[how] ?? [[], 'true']
    return { params, where, ...facet }
  })

/** The world's day is 22 November 2026. */
const DAYS: readonly (readonly [written: string, where: string])[] = [
  ['2024', `D between '2024-01-01' and '2024-12-31'`],
  ['2023-02..', `D >= '2023-02-01'`],
  ['..2022-06-15', `D <= '2022-06-15'`],
  ['2025-12-31..2024-03-01', `D between '2024-03-01' and '2025-12-31'`],
  ['last 2 weeks', `D >= '2026-11-08'`],
  ['last month', `D >= '2026-10-22'`],
  ['>3 years', `D <= '2023-11-22'`],
  ['1-2 years', `D between '2024-11-22' and '2025-11-22'`],
  ['2 months ago', `D between '2026-09-01' and '2026-09-30'`],
]
const DATES: Readonly<Record<string, string>> = {
  updated: `(works.sorted_at at time zone 'UTC')::date`,
  posted: `coalesce(works.published_on, (works.posted_at at time zone 'UTC')::date)`,
}
const days = fc.record({ name: fc.constantFrom('updated', 'posted'), day: fc.constantFrom(...DAYS) }).map(
  ({ name, day: [written, where] }): AskedPart => ({
    params: [[name, written]],
    where: where.replaceAll('D ', `${DATES[name]} `),
    ...(name === 'updated' ? { facet: 'year' } : {}),
  }),
)

function choices({ crossovers }: Known): fc.Arbitrary<AskedPart> {
  const crosses = among('works.id', crossovers)
  return fc.constantFrom<AskedPart>(
    ...['en', 'de', 'zh', 'ru'].map((code) => ({
      params: [['language', code]] as const,
      where: `works.language = '${code}'`,
      facet: 'language',
    })),
    { params: [['complete', 'yes']], where: 'works.completed_on is not null', facet: 'complete' },
    { params: [['complete', 'no']], where: 'works.completed_on is null', facet: 'complete' },
    { params: [['crossover', 'only']], where: crosses, facet: 'crossover' },
    { params: [['crossover', 'no']], where: `not ${crosses}`, facet: 'crossover' },
    { params: [['single', 'yes']], where: 'works.chapters_expected = 1 and works.chapters_posted <= 1' },
  )
}

/** Wanted all of, one of, none of: as boxes are ticked, and as names are typed. */
function tags({ tags }: Known): fc.Arbitrary<AskedPart> {
  const some = fc.uniqueArray(fc.constantFrom(...tags), { minLength: 1, maxLength: 3, selector: named })
  return fc.record({ some, how: fc.nat(4) }).map(({ some, how }): AskedPart => {
    const each = some.map(tagged)
    const param = ['tag', 'any', 'not', 'either', 'without'][how] ?? 'tag'
    const typed = param === 'either' || param === 'without'
    const where = how === 0 ? each.join(' and ') : `${how % 2 ? '' : 'not '}(${each.join(' or ')})`
    const names = some.map(named)
    return {
      params: typed ? [[param, names.join(', ')]] : names.map((name) => [param, name] as const),
      where,
    }
  })
}

/** The box, with what it understands, in any order. */
function box(known: Known): fc.Arbitrary<AskedPart> {
  const quoted = (tag: KnownTag): string => `${tag.kind}:"${tag.name}"`
  const tag = fc.constantFrom(...known.tags)
  const piece = fc.oneof(
    number.map((n) => [`words>${n}`, `works.words > ${n}`]),
    fc
      .tuple(number, number)
      .map(([a, b]) => [
        `kudos:${a}-${b}`,
        `${COUNTED.kudos} between ${Math.min(a, b)} and ${Math.max(a, b)}`,
      ]),
    fc.constant(['otp:true', among('works.id', known.ofOnePairing)]),
    fc.constant(['language:German', `works.language = 'de'`]),
    fc.constant(['-complete:yes', 'works.completed_on is null']),
    fc.constant(['updated:last 2 weeks', `${DATES.updated} >= '2026-11-08'`]),
    tag.map((one) => [quoted(one), tagged(one)]),
    tag.map((one) => [`-${quoted(one)}`, `not ${tagged(one)}`]),
    fc.tuple(tag, tag).map(([a, b]) => [`(${quoted(a)} OR ${quoted(b)})`, `(${tagged(a)} or ${tagged(b)})`]),
    fc
      .tuple(tag, number)
      .map(([a, n]) => [`-(${quoted(a)} words<${n})`, `not (${tagged(a)} and works.words < ${n})`]),
  )
  return fc.array(piece, { minLength: 1, maxLength: 4 }).map(
    (pieces): AskedPart => ({
      params: [['q', pieces.map(([typed]) => typed).join(' ')]],
      where: pieces.map(([, where]) => `(${where})`).join(' and '),
    }),
  )
}

/** Of one field there is one part: a second would stand in the same place of the address. */
export function addresses(known: Known): fc.Arbitrary<AskedAddress> {
  const part = fc.oneof(
    { weight: 4, arbitrary: tags(known) },
    { weight: 3, arbitrary: range },
    { weight: 2, arbitrary: days },
    { weight: 3, arbitrary: choices(known) },
    { weight: 3, arbitrary: box(known) },
  )
  const field = ({ params }: AskedPart): string =>
    (params[0]?.[0] ?? '').replace(/_(?:from|to)$/, '').replace('either', 'any')
  return fc.record({
    parts: fc.uniqueArray(part, { maxLength: 4, selector: field }).filter(isNotTwoWays),
    sort: fc.constantFrom('', ...Object.keys(KEYS)),
    order: fc.constantFrom<AskedAddress['order']>('', 'asc', 'desc'),
    page: fc.constantFrom(1, 1, 1, 2, 1_000_000_000),
  })
}

/** A name asked for in two ways is told, and one way goes before the other: another test's matter. */
function isNotTwoWays(parts: readonly AskedPart[]): boolean {
  const names = parts.flatMap(({ params }) =>
    params.filter(([name]) => WAYS.has(name)).flatMap(([, value]) => value.split(', ')),
  )
  return new Set(names).size === names.length
}
const WAYS: ReadonlySet<string> = new Set(['tag', 'any', 'not', 'either', 'without'])

/** What lists are put in order by; the first is usual, and title alone goes up by itself. */
export const KEYS: Readonly<Record<string, string>> = {
  updated: `date_trunc('second', works.sorted_at)`,
  posted: DATES.posted ?? '',
  title: 'works.title_key collate "C"',
  ...Object.fromEntries(Object.entries(COUNTED).filter(([name]) => name !== 'chapters')),
}
