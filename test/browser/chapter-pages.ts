import { randomUUID } from 'node:crypto'
import { aChapter, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

/** Pages of chapters, drafts and scheduled ones among them, with long titles: the reader's. */
export async function chapterPages(world: World): Promise<PageKind[]> {
  const titles = ['The Loft', `Long${'WithoutAnySpaceAtAll'.repeat(6)}`, '']
  const work = await world.work(await world.known('reader'), {
    title: 'Letters From the Loft',
    chapters: titles.map((title, at) => aChapter({ title, position: at + 1, published: '2026-10-01' })),
    chapterCount: { posted: 3, expected: 5 },
    completed: null,
  })
  const add = async (form: Readonly<Record<string, string>>): Promise<number> => {
    const sent = { body: 'Nobody had been in the loft since March.', key: randomUUID(), ...form }
    const answer = await world.post(`/works/${work}/chapters/new`, sent, 'reader')
    return Number(/chapters\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
  }
  const draft = await add({ chapter_title: 'A Stair Nobody Drew', as: 'draft', position: '2' })
  const waits = await add({
    ...{ chapter_title: 'Not Before Spring', as: 'schedule' },
    ...{ posts_day: '2027-03-28', posts_hour: '18:30', posts_zone: 'America/Buenos_Aires' },
  })
  const at = `/works/${work}/chapters`
  const pages: readonly (readonly [string, string])[] = [
    ['a new chapter', `${at}/new`],
    ['a draft chapter', `${at}/${draft}`],
    ['a draft chapter to change', `${at}/${draft}/edit`],
    ['a scheduled chapter to change', `${at}/${waits}/edit`],
    ['preview of a chapter', `${at}/${draft}/preview`],
    ['order of chapters', `${at}/manage`],
    ['asked before a chapter is deleted', `${at}/${draft}/confirm_delete`],
  ]
  return pages.map(([name, path]) => ({ name, path, as: 'reader' }))
}
