import type { World } from './world.ts'

/** The number of the work with this title. */
export async function idOf({ pool }: World, title: string): Promise<number> {
  const { rows } = await pool.query<{ id: number }>('select id from works where title = $1', [title])
  const id = rows[0]?.id
  if (!id) throw new Error(`no work here is called ${title}`)
  return id
}

/** Every title in the order it stands on a page of works. */
export const titlesIn = (page: string): string[] =>
  [...page.matchAll(/<h4 class="heading">\s*<a [^>]*href="\/works\/\d+"[^>]*>(.*?)<\/a>/gs)].map((found) =>
    plain(found[1] ?? ''),
  )

/** What is read, without the markup. */
export const plain = (html: string): string =>
  html.replace(/<[^>]+>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
