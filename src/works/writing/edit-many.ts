import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import type { Typed } from '../tables.ts'
import { ownWork } from '../visibility.ts'
import { NO_SKIN, SKIN_FIELD } from './dress-work.ts'
import { leaveWork } from './leave-work.ts'
import { ownFields } from './own-fields.ts'
import { faultsOf, type SavedWork, saveWork } from './save-work.ts'
import { many, NAMED, namesIn, one, typedFrom, type WorkTags } from './work-fields.ts'
import type { Faults } from './work-limits.ts'

/** A work of one's own, to be chosen among others. */
export interface ChoosableWork {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly standing: 'draft' | 'scheduled' | 'posted' | 'hidden'
  readonly fandoms: readonly string[]
}

/** Every work of theirs that a form may change, by fandom as its writer put them, then by title. */
export async function choosableWorks(db: Db, actor: Member): Promise<readonly ChoosableWork[]> {
  const { rows } = await sql<ChoosableWork>`
    select works.id, works.title, works.language, works.standing,
      (select coalesce(json_agg(coalesce(work_tags.written, tags.name) order by work_tags.position), '[]')
        from work_tags join tags on tags.id = tag_id
        where work_tags.work_id = works.id and tags.kind = 'fandom') as fandoms
    from works where ${ownWork(actor)} and works.standing <> 'trashed' and works.audience <> 'kept'
    order by works.title_key, works.id`.execute(db)
  return rows
}

const HOWS = ['add', 'remove', 'replace'] as const
type How = (typeof HOWS)[number]

/** What one work would be, by a form whose empty fields leave everything as it is. */
function changedBy(now: Typed, asked: Typed, written: WorkTags): Typed {
  const plain = ['rating', 'language', 'audience', 'comments_from'] as const
  const changed: Record<string, string | readonly string[]> = {}
  for (const name of plain) if (one(asked, name) !== '') changed[name] = one(asked, name)
  for (const name of ['warning', 'category', 'pen'] as const) {
    const chosen = many(asked, name).filter((value) => value !== '')
    if (chosen.length > 0) changed[name] = chosen
  }
  const skin = one(asked, SKIN_FIELD)
  if (skin !== '') changed[SKIN_FIELD] = skin === NO_SKIN ? '' : skin
  const moderated = one(asked, 'comments_moderated')
  if (moderated !== '') changed.comments_moderated = moderated === 'yes' ? 'yes' : ''
  for (const [field, kind] of NAMED) {
    const text = one(asked, field).trim()
    if (text !== '') changed[field] = names(written[kind], text, howOf(asked, field))
  }
  return { ...now, ...changed }
}

const howOf = (asked: Typed, field: string): How =>
  HOWS.find((how) => how === one(asked, `${field}_how`)) ?? 'add'

function names(there: readonly string[], text: string, how: How): string {
  // A name that holds a comma, from a file, is one name here too.
  const given = namesIn(text, there)
  if (how === 'replace') return given.join(', ')
  const key = (name: string): string => name.toLowerCase()
  const named = new Set((how === 'remove' ? given : there).map(key))
  if (how === 'remove') return there.filter((name) => !named.has(key(name))).join(', ')
  return [...there, ...given.filter((name) => !named.has(key(name)))].join(', ')
}

export interface ChangedWork {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  /** The fields that would be, or are, another: what they were, and what they become. */
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[]
  /** Why it cannot be so; nothing of it is changed then. */
  readonly faults: Faults
  /** They step back from it. */
  readonly leaves: boolean
}

interface Editing {
  readonly works: readonly WorkId[]
  readonly asked: Typed
  readonly baseUrl: string
  readonly now: Date
}

/** What would become of each of these works. Those that are not theirs are left out, as if they were not there. */
export async function previewMany(db: Db, actor: Member, editing: Editing): Promise<readonly ChangedWork[]> {
  const found: ChangedWork[] = []
  for (const id of new Set(editing.works)) {
    const work = await readOne(db, actor, id, editing)
    if (work) found.push(work.seen)
  }
  return found
}

async function readOne(db: Db, actor: Member, id: WorkId, { asked, baseUrl, now }: Editing) {
  const there = await ownFields(db, actor, id)
  if (!there) return undefined
  const before = typedFrom(there.fields)
  const typed = { ...changedBy(before, asked, there.fields), ...invited(asked) }
  const form = {
    ...{ id, typed, baseUrl, now, key: randomUUID(), base: there.version },
    intent: there.standing === 'scheduled' ? ('schedule' as const) : ('draft' as const),
  }
  const faults = (await faultsOf(db, actor, form)) ?? {}
  const { title, language } = there.fields
  const leaves = one(asked, 'leave') === 'yes'
  const changes = differences({ ...before, [SKIN_FIELD]: String(there.skin ?? '') }, typed)
  return { form, seen: { id, title, language, changes, faults, leaves } }
}

const invited = (asked: Typed): Typed => {
  const coauthors = one(asked, 'coauthors').trim()
  return coauthors === '' ? {} : { coauthors }
}

const said = (value: Typed[string] | undefined): string => [value ?? ''].flat().join(', ')

const differences = (before: Typed, after: Typed): ChangedWork['changes'] =>
  Object.keys(after)
    .map((field) => ({ field, from: said(before[field]), to: said(after[field]) }))
    .filter(({ from, to }) => from !== to)

/** Somebody changed it, or took it away, between the look at it and the change: it is left as they left it. */
function notSaved(outcome: SavedWork): { readonly faults?: Faults } {
  if (typeof outcome === 'object' && 'saved' in outcome) return {}
  if (typeof outcome === 'object' && 'faults' in outcome) return { faults: outcome.faults }
  return { faults: { work: t('It was changed elsewhere just now. Choose it again.') } }
}

export type ManyOutcome = ChangedWork & { readonly left: 'left' | 'sole-creator' | null }

/** Changes each of them that can be so changed; one that cannot is left whole, and the others go on. */
export async function editMany(db: Db, actor: Member, editing: Editing): Promise<readonly ManyOutcome[]> {
  const outcomes: ManyOutcome[] = []
  for (const id of new Set(editing.works)) {
    const work = await readOne(db, actor, id, editing)
    if (!work) continue
    const { seen, form } = work
    const able = Object.keys(seen.faults).length === 0 && seen.changes.length > 0
    const saved = able ? await saveWork(db, actor, form) : { saved: id }
    const left = seen.leaves ? await leaveWork(db, actor, id, editing.now) : null
    outcomes.push({
      ...seen,
      ...notSaved(saved),
      left: left === 'left' || left === 'sole-creator' ? left : null,
    })
  }
  return outcomes
}
