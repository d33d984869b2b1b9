import fc from 'fast-check'
import type { ChangeId, TagId } from '../src/core/ids.ts'
import {
  addMetaTag,
  addParent,
  changeKind,
  type Kind,
  knowTags,
  makeCanonical,
  makeSynonym,
  removeMetaTag,
  removeParent,
  renameTag,
  splitOff,
  undoTagChange,
} from '../src/tags/index.ts'
import { bring, bringing, EACH, KINDS_USED, type RandomArchive, upTo } from './random-archive.ts'

const tagPair = fc
  .tuple(upTo(KINDS_USED.length), upTo(EACH), upTo(EACH))
  .map(([kind, a, b]) => ({ a: kind * EACH + a, b: kind * EACH + b }))
const childAndParent = fc
  .tuple(fc.constantFrom<[number, number]>([1, 0], [1, 2], [2, 0], [3, 0]), upTo(EACH), upTo(EACH))
  .map(([[child, parent], a, b]) => ({ a: child * EACH + a, b: parent * EACH + b }))
const anyTag = upTo(KINDS_USED.length * EACH)
const which = upTo(1_000)

const WRITTEN = [
  `standing = 'hidden'`,
  `standing = 'posted'`,
  `disclosure = 'unrevealed'`,
  `disclosure = 'open'`,
  `disclosure = 'anonymous'`,
  `audience = 'members'`,
  `audience = 'public'`,
  `sorted_at = '2026-11-02T03:04:05.678Z'`,
  `sorted_at = '1949-01-01'`,
  `completed_on = null`,
  `chapters_expected = null`,
  `words = 31`,
] as const

export const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('post' as const), work: bringing }) },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('edit' as const), which, work: bringing }) },
  {
    weight: 6,
    arbitrary: fc.record({ verb: fc.constant('write' as const), which, as: fc.constantFrom(...WRITTEN) }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('trash' as const), which }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('delete' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ verb: fc.constant('count' as const), which },
      of: fc.constantFrom('kudos', 'hits', 'comments', 'bookmarks'),
      to: fc.constantFrom(0, 1, 7, 2_000_000_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('pen' as const), a: upTo(8), to: upTo(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('unlink' as const), a: upTo(8), yes: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('series' as const), which }) },
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('canonical' as const), a: anyTag }) },
  { weight: 6, arbitrary: tagPair.map((two) => ({ verb: 'synonym' as const, ...two })) },
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('split' as const), a: anyTag }) },
  { weight: 5, arbitrary: tagPair.map((two) => ({ verb: 'meta' as const, ...two })) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('unmeta' as const), a: which }) },
  { weight: 3, arbitrary: childAndParent.map((two) => ({ verb: 'parent' as const, ...two })) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('unparent' as const), a: which }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('rename' as const), a: anyTag, to: upTo(4) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('kind' as const), a: anyTag, to: upTo(5) }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('new tag' as const), to: upTo(100_000) }) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('undo' as const), a: upTo(6) }) },
)
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

export async function take(archive: RandomArchive, one: Step): Promise<unknown> {
  const { db, pool } = archive.world
  const tag = (at: number): TagId => archive.tags[at] ?? (0 as TagId)
  switch (one.verb) {
    case 'post':
      return bring(archive, one.work, archive.origins.next++)
    case 'edit':
      return bring(archive, one.work, 1 + (one.which % archive.origins.next))
    case 'write':
      return onWork(archive, one.which, (id) =>
        // A kept copy stays one.
        pool.query(`update works set ${one.as} where id = $1 and (audience <> 'kept' or $2)`, [
          id,
          !one.as.startsWith('audience'),
        ]),
      )
    case 'trash':
      return onWork(archive, one.which, (id) =>
        pool.query(`update works set standing = 'trashed' where id = $1`, [id]),
      )
    case 'delete':
      return onWork(archive, one.which, (id) => pool.query('delete from works where id = $1', [id]))
    case 'count':
      return onWork(archive, one.which, (id) =>
        pool.query(
          `insert into work_counts (work_id, ${one.of}) values ($1, $2)
           on conflict (work_id) do update set ${one.of} = excluded.${one.of}`,
          [id, one.to],
        ),
      )
    case 'pen':
      return pool.query('update pen_names set name = $2 where id = $1', [
        archive.pens[one.a],
        `${'zäbA'[one.to]} name ${one.a}`,
      ])
    case 'unlink':
      return pool.query(
        `update pen_names set unlinked = $2, code = 'code ' || id
         where id = $1 and person_id is not null and not is_default`,
        [archive.pens[one.a], one.yes],
      )
    case 'series':
      return pool.query(
        'delete from series_works where work_id = (select max(work_id) from series_works where work_id % 7 = $1)',
        [one.which % 7],
      )
    case 'canonical':
      return makeCanonical(db, 'program', tag(one.a))
    case 'synonym':
      return makeSynonym(db, 'program', tag(one.a), tag(one.b))
    case 'split':
      return splitOff(db, 'program', tag(one.a))
    case 'meta':
      return addMetaTag(db, 'program', tag(one.a), tag(one.b))
    case 'unmeta':
      return onLink(archive, 'select tag_id as a, meta_id as b from meta_tags order by 1, 2', one.a, (a, b) =>
        removeMetaTag(db, 'program', a, b),
      )
    case 'parent':
      return addParent(db, 'program', tag(one.a), tag(one.b))
    case 'unparent':
      return onLink(
        archive,
        'select child_id as a, parent_id as b from tag_parents order by 1, 2',
        one.a,
        (a, b) => removeParent(db, 'program', a, b),
      )
    case 'rename':
      return renameTag(db, 'program', tag(one.a), `named ${one.a} ${one.to}`)
    case 'kind':
      return changeKind(db, 'program', tag(one.a), ([...KINDS_USED, 'media'] as Kind[])[one.to] ?? 'fandom')
    case 'new tag':
      return db
        .transaction()
        .execute((trx) =>
          knowTags(trx, [{ kind: KINDS_USED[one.to % 4] ?? 'fandom', name: `new ${one.to}` }]),
        )
    case 'undo':
      return undoLast(archive, one.a)
  }
}

async function onWork(
  { world }: RandomArchive,
  which: number,
  change: (id: number) => Promise<unknown>,
): Promise<unknown> {
  const { rows } = await world.pool.query<{ id: number }>(
    `select id from works where standing <> 'trashed' order by id`,
  )
  const work = rows[which % Math.max(1, rows.length)]
  return work && change(work.id)
}

async function onLink(
  { world }: RandomArchive,
  query: string,
  which: number,
  change: (a: TagId, b: TagId) => Promise<unknown>,
): Promise<unknown> {
  const { rows } = await world.pool.query<{ a: TagId; b: TagId }>(query)
  const link = rows[which % Math.max(1, rows.length)]
  return link && change(link.a, link.b)
}

async function undoLast({ world }: RandomArchive, back: number): Promise<unknown> {
  const { rows } = await world.pool.query<{ id: ChangeId }>(
    'select id from tag_changes order by id desc limit 6',
  )
  const change = rows[back % Math.max(1, rows.length)]
  return change && undoTagChange(world.db, 'program', change.id)
}
