import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { type FormerId, parseFormerId } from '../../core/ids.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { dropChapter } from './drop-chapter.ts'
import { orderChapters } from './order-chapters.ts'
import { postDue } from './post-due.ts'
import { restoreFormer } from './restore.ts'
import { saveChapter } from './save-chapter.ts'
import { saveWork } from './save-work.ts'
import { restoreChapter } from './trash-chapter.ts'

/** Everything that can happen to one work, at the same moment, by real connections to a real database. */
let world: World
let writer: Member
beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('irene', 'owner')
})
afterAll(() => world.end())

interface Row {
  readonly id: ChapterId
  readonly position: number
  readonly standing: string
  readonly version: number
  readonly html: string
}
const rows = async <R extends object>(query: string, values: unknown[]): Promise<readonly R[]> =>
  (await world.pool.query<R>(query, values)).rows
const chaptersOf = (work: number) =>
  rows<Row>(
    'select id, position, standing, version, html from chapters where work_id = $1 order by position',
    [work],
  )

const workOf = (many: number, how: 'posted' | 'draft') =>
  world.work(
    writer,
    {
      title: `At Once ${randomUUID()}`,
      chapters: Array.from({ length: many }, (_, at) => aChapter({ title: `${at}`, position: at + 1 })),
      chapterCount: { posted: many, expected: null },
    },
    how,
  ) as Promise<WorkId>

const soon = (minutes: number) => {
  const at = new Date(NOW.getTime() + minutes * 60_000)
  return { at, local: at.toISOString().slice(0, 16), zone: 'UTC' }
}

function deedsOn(workId: WorkId) {
  const acknowledged: string[] = []
  let seed = workId * 7919
  const dice = (sides: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * sides)
  }
  const common = { workId, now: NOW, baseUrl: BASE_URL }
  const some = async () => {
    const all = await chaptersOf(workId)
    return all[dice(all.length)]
  }
  const write = async (chapter: Row | undefined) => {
    const words = `Words number ${randomUUID()}.`
    const intent = (['post', 'draft', { schedule: soon(1) }] as const)[dice(3)] ?? 'post'
    const outcome = await saveChapter(world.db, writer, {
      ...{
        ...common,
        chapterId: chapter?.id ?? null,
        base: chapter?.version ?? null,
        key: randomUUID(),
        intent,
      },
      fields: { body: words, position: String(1 + dice(6)) },
    })
    if (typeof outcome === 'object' && 'saved' in outcome) acknowledged.push(words)
  }
  const deeds = [
    () => write(undefined),
    async () => write(await some()),
    async () => {
      const one = await some()
      if (one) await dropChapter(world.db, writer, { ...common, chapterId: one.id })
    },
    async () => {
      const was = (await chaptersOf(workId)).map(({ id }) => id)
      await orderChapters(world.db, writer, {
        ...common,
        was,
        places: new Map(was.map((id) => [id, `${1 + dice(9)}`])),
      })
    },
    async () => {
      const [lying] = await rows<{ id: number }>(
        'select id from trashed_chapters where work_id = $1 limit 1',
        [workId],
      )
      if (lying) await inTransaction(world.db, (trx) => restoreChapter(trx, writer, workId, lying.id, NOW))
    },
    async () => {
      const [former] = await rows<{ id: number }>(
        'select id from work_revisions where work_id = $1 order by random() limit 1',
        [workId],
      )
      const id = parseFormerId(String(former?.id ?? ''))
      if (id)
        await restoreFormer(world.db, writer, {
          work: workId,
          former: id as FormerId,
          now: NOW,
          baseUrl: BASE_URL,
        })
    },
    async () => {
      const language = (['en', 'de', 'ar'] as const)[dice(3)] ?? 'en'
      await saveWork(world.db, writer, {
        ...common,
        id: workId,
        typed: { language },
        intent: 'draft',
        key: randomUUID(),
        base: null,
      })
    },
    () => postDue(world.db, soon(2).at),
  ]
  return { acknowledged, any: () => (deeds[dice(deeds.length)] ?? deeds[0])?.() }
}

test.each(['posted', 'draft'] as const)(
  'forty deeds on a %s work at once leave it whole, and no word is gone',
  async (how) => {
    for (let round = 0; round < 4; round++) {
      const workId = await workOf(3, how)
      const { acknowledged, any } = deedsOn(workId)
      const done = await Promise.allSettled(Array.from({ length: 40 }, any))
      expect(done.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([])
      const all = await chaptersOf(workId)
      expect(all.map(({ position }) => position)).toEqual(all.map((_, at) => at + 1))
      const [work] = await rows<{ standing: string; posted: number; words: number }>(
        'select standing, chapters_posted as posted, words from works where id = $1',
        [workId],
      )
      const posted = all.filter(({ standing }) => standing === 'posted')
      expect(work?.posted).toBe(posted.length)
      expect(posted.length).toBeGreaterThan(0)
      const kept = await rows<{ text: string }>(
        `select html as text from chapters where work_id = $1
       union all select chapter -> 'row' ->> 'html' from trashed_chapters where work_id = $1
       union all select record ->> 'html' from work_revisions where work_id = $1`,
        [workId],
      )
      const somewhere = kept.map(({ text }) => text ?? '').join('\n')
      expect(acknowledged.filter((words) => !somewhere.includes(words))).toEqual([])
      const late = await rows(
        'select id from chapters where work_id = $1 and standing = $2 and posts_at is not null',
        [workId, 'posted'],
      )
      expect(late).toEqual([])
    }
  },
)

test('an earlier version of what waits for its day comes back, and it waits on', async () => {
  const typed = {
    ...{ title: 'It Waits', rating: 'General Audiences', warning: ['No Archive Warnings Apply'] },
    ...{ fandom: 'Bees', language: 'en', body: 'The hives are wrapped in straw.' },
  }
  const form = { typed, key: randomUUID(), base: null, now: NOW, baseUrl: BASE_URL }
  const waits = { intent: 'schedule', schedule: soon(90) } as const
  const made = await saveWork(world.db, writer, { ...form, ...waits })
  if (typeof made === 'string' || !('saved' in made)) throw new Error(JSON.stringify(made))
  const again = {
    ...form,
    ...waits,
    id: made.saved,
    key: randomUUID(),
    typed: { ...typed, title: 'Otherwise' },
  }
  await saveWork(world.db, writer, again)
  const [former] = await rows<{ id: number }>('select id from work_revisions where work_id = $1', [
    made.saved,
  ])
  const id = parseFormerId(String(former?.id))
  if (!id) throw new Error('no earlier version')
  const restored = await restoreFormer(world.db, writer, {
    work: made.saved,
    former: id,
    now: NOW,
    baseUrl: BASE_URL,
  })
  expect(restored).toEqual({ restored: null })
  const [work] = await rows('select title, standing, posts_at from works where id = $1', [made.saved])
  expect(work).toEqual({ title: 'It Waits', standing: 'scheduled', posts_at: waits.schedule.at })
})
