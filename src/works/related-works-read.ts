import { type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer, signature } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { CitationId, WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import type { RelatedWork } from './record.ts'
import { namesShownTo, visibleTo } from './visibility.ts'

type LinkedWork = RelatedWork & { readonly href: string | null }

/**
 * The related works a page names, above and below. What the other work says of itself wins over what was written
 * when it was cited; one the reader may not see is a placeholder: of a work for members with its creators' names, of
 * an unrevealed one with nothing.
 */
export async function relatedWorksOf(db: Db, actor: Actor, id: WorkId): Promise<LinkedWork[]> {
  const above = await citationsOf(db, actor, id)
  return [...above.map(({ id: _row, here: _where, ...work }) => work), ...(await derivedWorks(db, actor, id))]
}

/** A work that is named, and the row that names it. */
export type CitedWork = LinkedWork & {
  readonly id: CitationId
  /** It is a work of this archive. */
  readonly here: boolean
}

/** What a work itself names, as this reader may know it. */
export async function citationsOf(db: Db, actor: Actor, id: WorkId): Promise<CitedWork[]> {
  const written = await db
    .selectFrom('related_works')
    .select(['id', 'relation', 'other_work_id', 'title', 'creators', 'url', 'language', 'state'])
    .where('work_id', '=', id)
    .orderBy('place')
    .execute()
  const others = await othersSeen(
    db,
    actor,
    written.flatMap((row) => row.other_work_id ?? []),
  )
  return written.map((row): CitedWork => {
    const { id, other_work_id: otherId, relation, title, creators, url, language, state } = row
    if (otherId) {
      const other = others.get(otherId) ?? GONE
      return { id, here: true, relation, url: other.state ? null : url, ...other }
    }
    return {
      id,
      here: false,
      relation,
      title,
      creators,
      url,
      language,
      ...(state ? { state } : {}),
      href: url,
    }
  })
}

/** Works here that name this one as their source, approved by its creators. A draft or a hidden one is not listed. */
async function derivedWorks(db: Db, actor: Actor, id: WorkId): Promise<LinkedWork[]> {
  const citing = await db
    .selectFrom('related_works')
    .select(['work_id', 'relation'])
    .where('other_work_id', '=', id)
    .where('approved', '=', true)
    .where('relation', 'in', ['inspired-by', 'translation-of'])
    .orderBy('id')
    .execute()
  const seen = await othersSeen(
    db,
    actor,
    citing.map((row) => row.work_id),
  )
  return citing.flatMap((row): LinkedWork[] => {
    const other = seen.get(row.work_id)
    const relation = row.relation === 'translation-of' ? 'translated-as' : 'inspired'
    return other ? [{ relation, url: null, ...other }] : []
  })
}

export type SeenWork = Pick<LinkedWork, 'title' | 'creators' | 'language' | 'href' | 'state'>

const GONE: SeenWork = { title: '', creators: [], language: null, href: null, state: 'deleted' }

export async function othersSeen(
  db: Db,
  actor: Actor,
  ids: readonly WorkId[],
): Promise<Map<WorkId, SeenWork>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom('works')
    .select(['works.id', 'works.title', 'works.language', 'works.disclosure'])
    .select(visibleTo(actor).as('seen'))
    .select(
      sql<
        Signer[] | null
      >`case when ${namesShownTo(actor)} then (select json_agg(${SIGNER} order by creatorships.position) from creatorships
        join pen_names on pen_names.id = creatorships.pen_name_id left join people on people.id = pen_names.person_id
        where creatorships.work_id = works.id) end`.as('signers'),
    )
    .where('works.id', 'in', [...ids])
    .where(sql<SqlBool>`(${visibleTo(actor)} or (works.standing = 'posted' and works.audience <> 'kept'))`)
    .execute()
  return new Map(
    rows.map(({ id, seen, disclosure, title, signers, language }): [WorkId, SeenWork] => {
      const creators = (signers ?? []).map(signature)
      if (seen) return [id, { title, creators, language, href: href(routes.work, { workId: id }) }]
      const hidden = { title: '', language, href: null }
      return disclosure === 'unrevealed'
        ? [id, { ...hidden, creators: [], state: 'unrevealed' }]
        : [id, { ...hidden, creators, state: 'restricted' }]
    }),
  )
}
