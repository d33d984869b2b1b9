import type { Page } from 'playwright-core'
import { aChapter, makeWorld, type World } from '../world.ts'

export const LONG_TAG =
  'The one where everybody in Baker Street writes letters to each other for a whole winter and nobody, not even the postman, ever learns who sent the first'
export const EMOJI_TAG = '💌✨🕯️ Epistolary 🕯️✨💌'

/** Works by the dozen, made so that the numbers of each filter can be told beforehand. */
export async function sidebarWorld(): Promise<World> {
  const world = await makeWorld()
  const by = await world.person('keeper', 'owner')
  for (let n = 0; n < 24; n++) {
    await world.work(by, {
      title: `Work ${String(n).padStart(2, '0')}`,
      fandoms: ['Emma', ...(n % 2 ? ['Carmilla'] : [])],
      rating: n % 4 ? 'General Audiences' : 'Mature',
      additionalTags: additional(n),
      language: n < 20 ? 'en' : 'de',
      published: `${2020 + (n % 5)}-03-01`,
      updated: `${2020 + (n % 5)}-03-01`,
      completed: n % 6 ? `${2020 + (n % 5)}-03-01` : null,
      chapterCount: { posted: 1, expected: n % 6 ? 1 : null },
      chapters: [
        aChapter({ words: n < 12 ? 20 : 1200, html: `<p>${'word '.repeat(n < 12 ? 20 : 1200)}</p>` }),
      ],
    })
  }
  await world.work(by, { title: 'Closed', audience: 'members', additionalTags: ['A Hidden Thought'] })
  return world
}

/** On every second work Fluff, on every third Angst; and six of those that hardly any other has. */
function additional(n: number): string[] {
  const rare = Array.from({ length: 6 }, (_, at) => `Rare ${String((n * 5 + at) % 120).padStart(3, '0')}`)
  return [
    ...(n % 2 ? [] : ['Fluff']),
    ...(n % 3 ? [] : ['Angst']),
    ...(n < 8 ? [LONG_TAG] : []),
    ...(n < 6 ? [EMOJI_TAG] : []),
    ...rare,
  ]
}

export const DESK = { viewport: { width: 1440, height: 1000 } }
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

/** A row of the form: the group that a tag names. */
export const row = (page: Page, name: string) =>
  page
    .locator('form[data-filters]')
    .getByRole('group', { name: new RegExp(`^${escaped(name)} \\d+ works?$`) })
const escaped = (text: string): string => text.replace(/[()*+?[\]{}|^$.\\/]/g, '\\$&')
export const box = (page: Page, name: string, way: string) =>
  row(page, name).getByRole('checkbox', { name: way })
export const WANT = 'want this tag'
export const ANY = 'any of these tags'
export const NOT = 'not this tag'
