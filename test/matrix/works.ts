import type { PenNameId, WorkId } from '../../src/core/ids.ts'
import { bringWork, NOTHING_SAID } from '../../src/works/index.ts'
import { aChapter, aRecord, BASE_URL, NOW, type World } from '../world.ts'
import { canary, type Field } from './canaries.ts'
import { AUDIENCES, DISCLOSURES, STANDINGS, type State } from './expected.ts'

/** A work of one state, by people of its own, with a canary in every field. */
export interface Made extends State {
  readonly number: number
  readonly id: WorkId
  readonly chapter: number
  /** Not posted, among the posted ones. */
  readonly draftChapter: number
  readonly series: number
}

export const STATES: readonly State[] = STANDINGS.flatMap((standing) =>
  AUDIENCES.flatMap((audience) => DISCLOSURES.map((disclosure) => ({ standing, audience, disclosure }))),
)

const html = (...words: readonly string[]): string => `<p>${words.join(' ')} and more.</p>`

/** Accounts that share the passphrase of the sample archive, without its being hashed a hundred times. */
async function account(world: World, name: string, pen: string, mail: string): Promise<void> {
  await world.pool.query(
    `with person as (insert into people (name, email, email_verified) values ($1, $2, true) returning id),
      pens as (insert into pen_names (person_id, name) select id, pen from person, unnest($3::text[]) as pen)
    insert into credentials (person_id, account_id, provider_id, password)
      select person.id, person.id::text, 'credential', (select password from credentials order by id limit 1) from person`,
    [name, `${mail}@example.org`, [name, pen]],
  )
}

async function penOf(world: World, name: string): Promise<PenNameId> {
  const { rows } = await world.pool.query<{ id: PenNameId }>('select id from pen_names where name = $1', [
    name,
  ])
  if (!rows[0]) throw new Error(`no pen name ${name}`)
  return rows[0].id
}

function recordOf(number: number, state: State, hub: number) {
  const c = (field: Field): string => canary(number, field)
  return aRecord({
    title: c('title'),
    creators: [c('pen'), c('copen')],
    origin: { url: `https://${c('origin')}.example/works/${number}`, archive: `The ${c('origin')} Archive` },
    rating: 'Explicit',
    ...{ fandoms: [c('fandom')], relationships: [c('relationship')], characters: [c('character')] },
    ...{ additionalTags: [c('freeform')], collections: [c('collection')], recipients: [c('recipient')] },
    series: [{ title: c('series'), position: 1 }],
    ...{ summary: html(c('summary')), notes: html(c('notes')), endNotes: html(c('endnotes')) },
    permissions: { ...NOTHING_SAID, words: c('words') },
    anonymous: state.disclosure === 'anonymous',
    audience: state.audience,
    relatedWorks: [
      {
        relation: 'inspired-by',
        title: 'Hub',
        creators: [],
        url: `${BASE_URL}/works/${hub}`,
        language: null,
      },
      { relation: 'inspired-by', title: c('related'), creators: [c('relatedby')], url: null, language: null },
    ],
    chapters: [
      aChapter({
        ...{ title: c('chtitle'), summary: html(c('chsummary')), notes: html(c('chnotes')) },
        ...{ endNotes: html(c('chend')), html: html(c('chtext')), creators: [c('pen'), c('chpen')] },
      }),
      aChapter({
        ...{ position: 2, title: c('drtitle'), summary: html(c('drsummary')), notes: html(c('drnotes')) },
        ...{ endNotes: html(c('drend')), html: html(c('drtext')) },
      }),
    ],
    chapterCount: { posted: 1, expected: 3 },
    completed: null,
  })
}

/** Brought as works are brought; then put into its state by hand, since no page leads to all of them. */
async function makeWork(world: World, number: number, state: State, hub: number): Promise<Made> {
  const c = (field: Field): string => canary(number, field)
  await account(world, c('account'), c('pen'), c('mail'))
  await account(world, c('coaccount'), c('copen'), c('comail'))
  await account(world, c('chaccount'), c('chpen'), c('chmail'))
  const lent = [c('copen'), c('chpen')]
  const penNames = new Map<string, PenNameId>()
  if (state.audience !== 'kept') for (const name of lent) penNames.set(name, await penOf(world, name))
  const { workId: id } = await bringWork(world.db, {
    record: recordOf(number, state, hub),
    by: await world.known(c('account')),
    asCreator: state.audience !== 'kept',
    standing: state.standing === 'draft' ? 'draft' : 'posted',
    ...{ statements: [], baseUrl: BASE_URL, now: NOW, penNames, relationsApproved: true },
  })
  await world.pool.query('update works set standing = $2, disclosure = $3, words = 11 where id = $1', [
    id,
    state.standing,
    state.disclosure,
  ])
  const { rows } = await world.pool.query<{ id: number; series: number }>(
    `select chapters.id, series_id as series from chapters join series_works using (work_id)
      where work_id = $1 order by chapters.position`,
    [id],
  )
  await world.pool.query(`update chapters set standing = 'draft' where id = $1`, [rows[1]?.id])
  const [chapter = 0, draftChapter = 0] = rows.map((row) => row.id)
  return { ...state, number, id, chapter, draftChapter, series: rows[0]?.series ?? 0 }
}

export interface Archive {
  readonly works: readonly Made[]
  /** A public work that names all of them, and that they name. */
  readonly hub: number
  /** A series in which all of them stand. */
  readonly together: number
}

export async function makeArchive(world: World): Promise<Archive> {
  await world.person('keeper', 'owner')
  for (const name of ['member', 'blocked', 'muter']) await world.person(name)
  await world.person('moderator', 'moderator')
  await world.person('wrangler', 'wrangler')
  const hub = await world.work(await world.person('hubwriter'), { title: 'The Hub' })
  const works: Made[] = []
  for (const [at, state] of STATES.entries()) works.push(await makeWork(world, at + 1, state, hub))
  await world.pool.query(
    `insert into related_works (work_id, place, relation, other_work_id, title, creators, url, approved)
      select $1, row_number() over (order by id), 'inspired-by', id, title, array['A Name'], null, true
      from works where id <> $1`,
    [hub],
  )
  const { rows } = await world.pool.query<{ id: number }>(
    `insert into series (title, person_id, kept) select 'All Together', person_id, false from works where id = $1 returning id`,
    [hub],
  )
  const together = rows[0]?.id ?? 0
  await world.pool.query('insert into series_works select $1, id, id, 9 from works', [together])
  await world.pool.query(
    `insert into blocks (person_id, blocked_id) select makers.id, people.id from people as makers, people
      where makers.name like 'qz%account' and people.name = 'blocked'`,
  )
  await world.pool.query(
    `insert into mutes (person_id, muted_id) select people.id, makers.id from people as makers, people
      where makers.name like 'qz%account' and people.name = 'muter'`,
  )
  return { works, hub, together }
}

/** The account that looks as this viewer of this work. */
export function accountOf(viewer: string, { number }: Pick<Made, 'number'>): string | null {
  if (viewer === 'guest') return null
  if (viewer === 'creator') return canary(number, 'account')
  if (viewer === 'co-creator') return canary(number, 'coaccount')
  if (viewer === 'chapter-creator') return canary(number, 'chaccount')
  return viewer === 'owner' ? 'keeper' : viewer
}
