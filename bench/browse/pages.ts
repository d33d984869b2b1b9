import { sql } from 'kysely'
import { href, routes } from '../../src/routes.ts'
import type { Db } from '../../src/storage/transaction.ts'
import { type Chance, chanceOf } from '../engine/chance.ts'
import type { Asking } from './reader.ts'

/** What is read while works are posted and tags merged. */
export const drawn = (
  tags: LargeTags,
  much: { readonly seed: number; readonly pages: number },
): Asking['pages'] => {
  const chance = chanceOf(much.seed + 5)
  return Array.from({ length: much.pages }, () => {
    const [what, path] = draw(chance, tags)
    return { what, path }
  })
}

/** What readers of lists do: performance.md §1.3's mix, without the chapters. */
function draw(chance: Chance, { fandoms, freeforms }: LargeTags): readonly [string, string] {
  const tag = (): string => encodeURIComponent(`freeform:${freeforms[chance.below(freeforms.length)]}`)
  const list = href(routes.tagWorks, { name: fandoms[chance.below(fandoms.length)] ?? '' })
  const kind = chance.unit()
  if (kind < 0.5) return ['a tag’s page', list]
  if (kind < 0.6) return ['a later page of it', `${list}?page=${2 + chance.below(40)}`]
  if (kind < 0.75)
    return ['picky', `${list}?complete=yes&language=en&words=10000-&not=${tag()}&not=${tag()}&sort=kudos`]
  if (kind < 0.85) return ['a trope, by kudos', `/works?tag=${tag()}&sort=kudos`]
  if (kind < 0.92)
    return [
      'everything, by kudos',
      `/works?complete=yes&language=en&words=${1 + chance.below(50)}-&sort=kudos`,
    ]
  if (kind < 0.97) return ['without', `/works?not=${encodeURIComponent('rating:Explicit')}&not=${tag()}`]
  return ['long reads', `/works?words=50000-150000&kudos=300-&sort=kudos`]
}

export interface LargeTags {
  readonly fandoms: readonly string[]
  readonly freeforms: readonly string[]
}

export async function largeTags(db: Db): Promise<LargeTags> {
  const { rows } = await sql<{ kind: string; name: string }>`
    select kind, name from tags join (
      select tag_id, count(*) as uses from work_tags where work_id < 200000 group by tag_id order by uses desc limit 2000
    ) as used on used.tag_id = tags.id where canonical order by uses desc`.execute(db)
  const named = (kind: string) => rows.flatMap((row) => (row.kind === kind ? [row.name] : [])).slice(0, 50)
  return { fandoms: named('fandom'), freeforms: named('freeform') }
}
