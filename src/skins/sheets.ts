import { createHash } from 'node:crypto'
import { generate, List, parse, type Rule } from 'css-tree'
import type { SkinId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { within } from './media.ts'
import { chainOf, type Link } from './parents.ts'

export const sheetHref = (id: SkinId, stamp: string): string =>
  href(routes.skinSheet, { skinId: id, file: `${stamp}.css` })

/** Changes with each link of the chain: so a change to a parent reaches its children. */
export function stampOf(chain: readonly Link[]): string {
  const [only] = chain
  if (chain.length === 1 && only) return only.stamp
  const all = chain.map(({ id, stamp }) => `${id}:${stamp}`).join()
  return createHash('sha256').update(all).digest('hex').slice(0, 20)
}

interface Sheet {
  readonly css: string
  /** Everybody may wear it. */
  readonly shared: boolean
}

/** The whole sheet at this address; undefined: it is not there, or was changed since. */
export async function sheetAt(db: Db, id: SkinId, stamp: string): Promise<Sheet | undefined> {
  const chain = await chainOf(db, id)
  if (chain.length === 0 || stampOf(chain) !== stamp) return undefined
  const rows = await db
    .selectFrom('skins')
    .select(['id', 'css', 'media', 'standing'])
    .where(
      'id',
      'in',
      chain.map((link) => link.id),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const css = chain.map((link) => within(byId.get(link.id)?.media ?? [], byId.get(link.id)?.css ?? ''))
  return { css: css.join('\n'), shared: byId.get(id)?.standing === 'approved' }
}

/** What somebody tries on and has not saved: found by whoever has its address, until they save. */
export async function trialAt(db: Db, stamp: string): Promise<Sheet | undefined> {
  const row = await db.selectFrom('skin_trials').select('css').where('stamp', '=', stamp).executeTakeFirst()
  return row && { css: row.css, shared: false }
}

/** A work skin for a book, below `#workskin` as on the page; without pictures, which a book would have to bring along. */
export function sheetOf(css: string): string {
  if (!css.includes('url(')) return css
  const sheet = parse(css)
  if (sheet.type !== 'StyleSheet') return ''
  const rules = sheet.children.toArray().filter((node): node is Rule => node.type === 'Rule')
  for (const { block } of rules) {
    const kept = block.children.toArray().filter((node) => !generate(node).includes('url('))
    block.children = new List<(typeof kept)[number]>().fromArray(kept)
  }
  const all = new List<Rule>().fromArray(rules.filter(({ block }) => !block.children.isEmpty))
  return generate({ type: 'StyleSheet', children: all }).replaceAll('<', '\\3c ')
}
