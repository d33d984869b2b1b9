import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { findPerson, type JoinRefusal, join } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { PenNameId, PersonId, WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import {
  addMetaTag,
  addParent,
  knowTags,
  makeCanonical,
  makeSynonym,
  type Outcome,
  type Refusal,
  type WrittenTag,
} from '../tags/index.ts'
import { bringWork, type RelatedWork, type WorkRecord } from '../works/index.ts'
import { readSample, type Sample } from './sample-archive.ts'
import type { SampleWork } from './sample-file.ts'

const FOLDER = fileURLToPath(new URL('../../seeds/', import.meta.url))
/** Known to everyone: only for an archive that nobody else can reach. */
export const SAMPLE_PASSWORD = 'a lamp in the window'

interface Filling {
  readonly db: Db
  readonly baseUrl: string
  /** Of its accounts. Left out, nobody can log in with them: the archive has people of its own. */
  readonly password?: string
  readonly folder?: string
}

/** Fills the archive with the works of seeds/. Asked again, it adds only what is not there yet. */
export async function fillSample({
  db,
  baseUrl,
  password = randomUUID(),
  folder = FOLDER,
}: Filling): Promise<{ works: number }> {
  const sample = await readSample(folder)
  const people = await makePeople(db, sample, password)
  await inTransaction(db, (trx) => linkTags(trx, sample))
  const penNames = await penNameIds(db)
  const ids = new Map<string, WorkId>()
  const seriesKeepers = new Map<string, PersonId>()
  for (const work of inOrder(sample.works)) {
    const by = people.get(work.record.creators[0] ?? '')
    if (!by) throw new Error(`filling the sample archive: nobody signs ${work.slug}`)
    for (const { title } of work.record.series) seriesKeepers.set(title, seriesKeepers.get(title) ?? by.id)
    const record = { ...work.record, relatedWorks: relations(work, ids, sample, baseUrl) }
    const posted = new Date(`${record.updated ?? record.published}T12:00:00Z`)
    const standing = work.draft ? 'draft' : 'posted'
    const common = {
      statements: [],
      by,
      asCreator: true,
      baseUrl,
      penNames,
      relationsApproved: true,
      seriesKeepers,
    }
    const { workId } = await bringWork(db, { record, standing, now: posted, ...common })
    ids.set(work.slug, workId)
  }
  return { works: ids.size }
}

async function makePeople(db: Db, sample: Sample, password: string): Promise<Map<string, Member>> {
  const people = new Map<string, Member>()
  for (const { name, email, role, penNames } of sample.people) {
    const known = await findPerson(db, name)
    const outcome = known ? { joined: known } : await join(db, { name, email, penNames, password, role })
    if ('refused' in outcome) throw new Error(`filling the sample archive: ${name} ${said(outcome.refused)}`)
    for (const pen of penNames) people.set(pen, outcome.joined)
  }
  return people
}

const said = (why: JoinRefusal): string => `was refused (${why})`

async function penNameIds(db: Db): Promise<ReadonlyMap<string, PenNameId>> {
  const rows = await db
    .selectFrom('pen_names')
    .select(['id', 'name'])
    .where('person_id', 'is not', null)
    .execute()
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** Sources before what was made from them. */
function inOrder(works: readonly SampleWork[]): SampleWork[] {
  const bySlug = new Map(works.map((work) => [work.slug, work]))
  const ordered = new Set<SampleWork>()
  const place = (work: SampleWork, above: readonly string[]): void => {
    if (above.includes(work.slug)) throw new Error(`${work.slug} is made from itself`)
    for (const { slug } of work.relatedSlugs) {
      const source = bySlug.get(slug)
      if (source) place(source, [...above, work.slug])
    }
    ordered.add(work)
  }
  for (const work of works) place(work, [])
  return [...ordered]
}

function relations(
  work: SampleWork,
  ids: ReadonlyMap<string, WorkId>,
  sample: Sample,
  baseUrl: string,
): WorkRecord['relatedWorks'] {
  const here = work.relatedSlugs.flatMap(({ relation, slug }): RelatedWork[] => {
    const source = sample.works.find((other) => other.slug === slug)?.record
    const workId = ids.get(slug)
    if (!source || !workId) return []
    const { title, creators, language } = source
    return [{ relation, title, creators, language, url: `${baseUrl}${href(routes.work, { workId })}` }]
  })
  return [...here, ...work.record.relatedWorks]
}

async function linkTags(trx: Transaction, { tags }: Sample): Promise<void> {
  const media = tags.media.map((name): WrittenTag => ({ kind: 'media', name }))
  const listed = KINDS.flatMap(([list, kind]) =>
    tags[list].map((tag) => ({ ...tag, canonical: { kind, name: tag.name } })),
  )
  const all = [...media, ...listed.map((tag) => tag.canonical)]
  // As with works brought in: their names come as they are, commas and all.
  await knowTags(trx, [
    ...all,
    ...listed.flatMap(({ canonical, synonyms }) => synonyms.map((name) => ({ ...canonical, name }))),
  ])
  for (const canonical of all) await settled(makeCanonical(trx, 'program', canonical))
  for (const tag of listed) {
    const { kind } = tag.canonical
    for (const name of tag.synonyms) await settled(makeSynonym(trx, 'program', { kind, name }, tag.canonical))
    for (const name of tag.metatags) await settled(addMetaTag(trx, 'program', tag.canonical, { kind, name }))
    for (const parent of parentsOf(tag)) await settled(addParent(trx, 'program', tag.canonical, parent))
  }
}

/** Done now, or when the sample was filled in before. */
async function settled(deed: Promise<Outcome<Refusal>>): Promise<void> {
  const outcome = await deed
  if ('done' in outcome || outcome.refused === 'already-so') return
  throw new Error(
    `filling the sample archive: the tag “${outcome.tag?.name}” was refused (${outcome.refused})`,
  )
}

const KINDS = [
  ['fandoms', 'fandom'],
  ['characters', 'character'],
  ['relationships', 'relationship'],
  ['freeforms', 'freeform'],
] as const

function parentsOf(tag: {
  media?: readonly string[]
  fandoms?: readonly string[]
  characters?: readonly string[]
}): WrittenTag[] {
  return [
    ...(tag.media ?? []).map((name): WrittenTag => ({ kind: 'media', name })),
    ...(tag.fandoms ?? []).map((name): WrittenTag => ({ kind: 'fandom', name })),
    ...(tag.characters ?? []).map((name): WrittenTag => ({ kind: 'character', name })),
  ]
}
