import type { ChangeId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import {
  type FoundTag,
  findTag,
  isKind,
  type Kind,
  listTags,
  type Relative,
  TAG_STATES,
  type TagChange,
  type TagRelatives,
  type TagVerb,
  tagHistory,
  tagRelatives,
} from '../tags/index.ts'
import { CommandFault, type Tools } from './tools.ts'

/** By `kind:name`; by a name alone, of these kinds if there is one, else of the first that has it. */
export async function tagNamed(
  db: Db,
  written: string,
  kinds: readonly Kind[] = [],
): Promise<FoundTag | undefined> {
  for (const kind of kinds) {
    const one = await findTag(db, `${kind}:${written}`)
    if (one?.kind === kind && !(one.name === `${kind}:${written}`)) return one
  }
  return findTag(db, written)
}

export const noTag = (name: string): CommandFault =>
  new CommandFault(
    `No tag is called “${name}”. To see names like it: bin/palimpsest tags list "${name.split(' ')[0]}"\n` +
      'To make it: bin/palimpsest tags canonical --new KIND:NAME',
  )

interface Listing {
  readonly words: string | undefined
  readonly kind?: string
  readonly state?: string
  readonly limit: string
}

export async function printTags({ db }: Tools, asked: Listing): Promise<number> {
  const { words, kind, state, limit } = asked
  if (kind !== undefined && !isKind(kind)) throw new CommandFault(`There is no kind of tag “${kind}”.`)
  const how = TAG_STATES.find((one) => one === state)
  if (state !== undefined && !how)
    throw new CommandFault(`There is no state “${state}”: choose ${TAG_STATES.join(', ')}.`)
  const most = wholeNumber(limit)
  const rows = await listTags(db, {
    ...{ limit: most + 1 },
    ...(words === undefined ? {} : { words }),
    ...(kind === undefined ? {} : { kind }),
    ...(how === undefined ? {} : { state: how }),
  })
  for (const { kind: of, name, canonical, banned, synonymOf } of rows.slice(0, most)) {
    const how = canonical ? 'canonical' : synonymOf === null ? '' : `= ${synonymOf}`
    const stands = [how, banned ? 'banned' : ''].filter(Boolean).join(', ')
    console.log(`${of.padEnd(12)} ${name}${stands && `  (${stands})`}`)
  }
  const shown = Math.min(rows.length, most)
  const counted = `${shown} ${shown === 1 ? 'tag' : 'tags'}`
  console.log(rows.length > most ? `${counted}, and there are more: --limit ${most * 10}` : counted)
  return 0
}

export async function printTag({ db }: Tools, name: string): Promise<number> {
  const tag = await findTag(db, name)
  if (!tag) throw noTag(name)
  const stands = tag.canonical ? 'canonical' : tag.synonymOf ? `means ${tag.synonymOf.name}` : 'not canonical'
  console.log(`${tag.kind} ${tag.name} (${stands}${tag.banned ? ', banned' : ''})`)
  const relatives = await tagRelatives(db, tag.id)
  for (const [how, says] of RELATIVES) {
    if (!relatives[how].length) continue
    console.log(`${says}:`)
    for (const one of relatives[how]) console.log(`  ${nameOf(one)}`)
  }
  return 0
}

const RELATIVES: readonly (readonly [keyof TagRelatives, string])[] = [
  ['parents', 'belongs to'],
  ['metaTags', 'under'],
  ['subTags', 'over'],
  ['synonyms', 'also called'],
  ['children', 'holds'],
]

const nameOf = ({ kind, name }: Pick<Relative, 'kind' | 'name'>): string => `${kind} ${name}`

interface Looking {
  readonly name: string | undefined
  readonly limit: string
}

export async function printHistory({ db }: Tools, { name, limit }: Looking): Promise<number> {
  const tag = name === undefined ? undefined : await findTag(db, name)
  if (name !== undefined && !tag) throw noTag(name)
  const lines = await tagHistory(db, { limit: wholeNumber(limit), ...(tag ? { tag: tag.id } : {}) })
  for (const line of lines) console.log(lineOf(line))
  if (!lines.length) console.log('Nothing has been done to tags yet.')
  return 0
}

/** These changes, the latest first, each as a line. */
export async function changeLines(db: Db, ids: readonly ChangeId[]): Promise<string[]> {
  return (await tagHistory(db, { ids, limit: ids.length })).map(lineOf)
}

const DONE: Readonly<Record<TagVerb, (first: string, second: string) => string>> = {
  'make-canonical': (tag) => `made ${tag} canonical`,
  'make-synonym': (tag, canonical) => `made ${tag} a synonym of ${canonical}`,
  'split-off': (tag, canonical) => `split ${tag} off ${canonical}`,
  'add-meta-tag': (tag, meta) => `put ${tag} under ${meta}`,
  'remove-meta-tag': (tag, meta) => `took ${tag} out from under ${meta}`,
  'add-parent': (tag, parent) => `put ${tag} in ${parent}`,
  'remove-parent': (tag, parent) => `took ${tag} out of ${parent}`,
  rename: (tag) => `renamed ${tag}`,
  'change-kind': (tag) => `made ${tag} of its kind`,
  ban: (tag) => `banned ${tag}`,
  unban: (tag) => `no longer bans ${tag}`,
  undo: (tag) => `undid what was done to ${tag}`,
}

function lineOf({ id, madeAt, by, verb, about, nameBefore, undoes, undoneBy }: TagChange): string {
  const [first = '?', second = '?'] = about.map(nameOf)
  const was = nameBefore === null ? '' : ` (it was ${nameBefore})`
  const what = undoes === null ? DONE[verb](first, second) + was : `undid ${undoes}, ${first}`
  const undone = undoneBy === null ? '' : `  [undone by ${undoneBy}]`
  const when = madeAt.toISOString().slice(0, 16).replace('T', ' ')
  return `${String(id).padStart(6)}  ${when}  ${by ?? 'Palimpsest'} ${what}${undone}`
}

function wholeNumber(written: string): number {
  if (/^[1-9]\d{0,6}$/.test(written)) return Number(written)
  throw new CommandFault(`--limit takes a whole number from 1, not “${written}”.`)
}
