import fc from 'fast-check'
import type { Member } from '../src/core/actor.ts'
import type { PenNameId, TagId, WorkId } from '../src/core/ids.ts'
import { RATINGS, WARNINGS } from '../src/core/values.ts'
import { knowTags, makeCanonical } from '../src/tags/index.ts'
import { bringWork, type WorkRecord } from '../src/works/index.ts'
import { aChapter, aRecord } from './records.ts'
import { BASE_URL, NOW, type World } from './world.ts'

/** An archive in which everything that lists tell apart happens often, and steps that change it. */
export interface RandomArchive {
  readonly world: World
  readonly people: readonly Member[]
  readonly pens: readonly PenNameId[]
  readonly tags: readonly TagId[]
  /** Numbers of the places works come from. */
  readonly origins: { next: number }
}

export const KINDS_USED = ['fandom', 'relationship', 'character', 'freeform'] as const
export const EACH = 6
export const PEOPLE = [
  ['keeper', 'owner'],
  ['reader', 'member'],
  ['writer', 'member'],
  ['second', 'member'],
] as const

const nameOf = (kind: string, at: number): string => `${kind} ${'αbçdéf'[at]}${at}`

export async function openArchive(world: World): Promise<RandomArchive> {
  const people: Member[] = []
  for (const [name, role] of PEOPLE) people.push(await world.person(name, role, [`${name} too`]))
  const names = KINDS_USED.flatMap((kind) =>
    Array.from({ length: EACH }, (_, at) => ({ kind, name: nameOf(kind, at) })),
  )
  const known = await world.db.transaction().execute((trx) => knowTags(trx, names))
  for (const [at, { id }] of known.entries()) if (at % EACH < 4) await makeCanonical(world.db, 'program', id)
  const { rows } = await world.pool.query<{ id: PenNameId }>('select id from pen_names order by id')
  return {
    world,
    people,
    pens: rows.map(({ id }) => id),
    tags: known.map(({ id }) => id),
    origins: { next: 1 },
  }
}

export const upTo = (max: number) => fc.noBias(fc.integer({ min: 0, max: max - 1 }))
const some = (kind: string, least: number, most: number) =>
  fc
    .uniqueArray(upTo(EACH), { minLength: least, maxLength: most })
    .map((all) => all.map((at) => nameOf(kind, at)))
const day = fc.constantFrom(
  '1949-05-01',
  '1961-02-03',
  '1979-12-31',
  '1980-01-01',
  '2019-07-01',
  '2026-10-01',
  '2031-01-01',
)

const record = fc.record({
  title: fc.constantFrom(
    'The Lamp',
    'a lamp',
    'Ω Fin',
    'Zebra',
    '',
    '…',
    'ﬁre',
    '灯',
    'An Émigré',
    'z'.repeat(40),
  ),
  rating: fc.constantFrom(...RATINGS),
  warnings: fc.uniqueArray(fc.constantFrom(...WARNINGS), { maxLength: 3 }),
  categories: fc.uniqueArray(fc.constantFrom('F/F', 'Gen', 'M/M'), { maxLength: 2 }),
  fandoms: some('fandom', 0, 3),
  relationships: some('relationship', 0, 3),
  characters: some('character', 0, 2),
  additionalTags: some('freeform', 0, 3),
  language: fc.constantFrom('en', 'en', 'de', 'zh-Hans', 'pt-BR', 'und'),
  published: fc.option(day),
  completed: fc.option(day),
  audience: fc.constantFrom<WorkRecord['audience']>('public', 'public', 'members'),
  anonymous: fc.boolean(),
  words: fc
    .constantFrom(0, 1, 999, 1000, 4999, 20_000, 612_345)
    .map((counted) => ({ stated: null, counted })),
  chapterCount: fc.record({
    posted: fc.constantFrom(1, 2, 30),
    expected: fc.option(fc.constantFrom(1, 2, 30)),
  }),
  series: fc
    .uniqueArray(fc.constantFrom('Row One', 'Row Two'), { maxLength: 2 })
    .map((all) => all.map((title) => ({ title, position: 1 }))),
}) satisfies fc.Arbitrary<Partial<WorkRecord>>

export interface Bringing {
  readonly record: Partial<WorkRecord>
  readonly by: number
  /** Signed by these of all pen names, too. */
  readonly signed: readonly number[]
  readonly how: 'posted' | 'draft' | 'kept'
  readonly disclosure: 'as-is' | 'unrevealed'
}

export const bringing: fc.Arbitrary<Bringing> = fc.record({
  record: record as fc.Arbitrary<Partial<WorkRecord>>,
  by: upTo(PEOPLE.length),
  signed: fc.uniqueArray(upTo(PEOPLE.length * 2), { maxLength: 2 }),
  how: fc.constantFrom<Bringing['how']>('posted', 'posted', 'posted', 'draft', 'kept'),
  disclosure: fc.constantFrom<Bringing['disclosure']>('as-is', 'as-is', 'as-is', 'unrevealed'),
})

/** Anew, or, of an origin that is here, in its place. */
export async function bring(
  { world, people, pens }: RandomArchive,
  work: Bringing,
  origin: number,
): Promise<WorkId> {
  const by = people[work.by] as Member
  const lent = new Map(work.signed.map((at) => [`pen ${at}`, pens[at] as PenNameId]))
  const whole = aRecord({
    ...work.record,
    origin: { url: `https://archiveofourown.org/works/${origin}`, archive: 'Archive of Our Own' },
    creators: [...(work.how === 'kept' ? ['elsewhere'] : [by.name]), ...lent.keys()],
    chapters: [
      aChapter({ html: `<p>Text ${work.record.words?.counted} of ${origin}, ${work.record.title}.</p>` }),
    ],
  })
  const { workId } = await bringWork(world.db, {
    ...{ record: whole, by, asCreator: work.how !== 'kept', statements: [], baseUrl: BASE_URL, now: NOW },
    standing: work.how === 'draft' ? 'draft' : 'posted',
    penNames: lent,
  })
  if (work.disclosure === 'unrevealed')
    await world.pool.query(`update works set disclosure = 'unrevealed' where id = $1`, [workId])
  return workId
}
