import { expect } from 'vitest'
import type { Sendable, World } from '../../test/world.ts'

/** The smallest work there is. */
export const LEAST = {
  title: 'The Lamp in the Hall',
  rating: 'General Audiences',
  warning: 'No Archive Warnings Apply',
  fandom: 'Sherlock Holmes - Arthur Conan Doyle',
  language: 'en',
  body: 'The lamp was lit before anyone asked who had lit it.',
}

/** What a writer, `reader`, does at the desk. */
export function deskIn(world: () => World) {
  const post = (some: Sendable = {}, as = 'post') =>
    world().post('/works/new', { ...LEAST, as, ...some }, 'reader')
  const page = async (path: string, who: string | null = 'reader') => (await world().get(path, who)).text()
  const rows = async <Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> =>
    (await world().pool.query<Row>(query, values)).rows
  return {
    post,
    page,
    rows,
    many: async (): Promise<number> =>
      (await rows<{ n: number }>('select count(*)::int as n from works'))[0]?.n ?? 0,
    made: async (some: Sendable = {}, as = 'post'): Promise<number> => {
      const answer = await post(some, as)
      const said = (await answer.clone().text()).match(/class="fault"[^<]*<|<h2.*?<\/h2>/g)?.join()
      expect(answer.status, said).toBe(303)
      return Number(/\/works\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1])
    },
    edit: async (id: number, some: Sendable, who = 'reader', tags = false) => {
      const path = `/works/${id}/edit${tags ? '_tags' : ''}`
      return world().post(path, { base: baseIn(await page(path, who)), ...some }, who)
    },
    row: async (id: number) =>
      (await rows<Record<string, unknown>>('select * from works where id = $1', [id]))[0] ?? {},
    tagsOf: async (id: number): Promise<string[]> => {
      const found = await rows<{ name: string }>(
        `select coalesce(written, name) as name from work_tags join tags on tags.id = tag_id
          where work_id = $1 order by position`,
        [id],
      )
      return found.map(({ name }) => name)
    },
  }
}

export const baseIn = (form: string): string => /name="base" value="(\d+)"/.exec(form)?.[1] ?? ''

/** What a preview carries. */
export function hiddenIn(html: string): Record<string, string> {
  const plain = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const form = html.split('<form').find((one) => one.includes('class="preview-bar"')) ?? ''
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, plain(value)]))
}
