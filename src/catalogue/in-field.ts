import { sql } from 'kysely'
import type { WorkId } from '../core/ids.ts'
import { phrasePattern } from '../prose/index.ts'
import { visibleTo } from '../works/index.ts'
import { commonIn } from './exact-phrases.ts'
import type { TextLeaf } from './query/tree.ts'
import type { Looking } from './text-search.ts'
import { isPaired, tsquery } from './text-tree.ts'

/**
 * Works whose title or summary holds the words, all of them: those that nearly every text has, which the index leaves
 * out, are read for. A title of nothing else, as “It” is, is found as well.
 */
export async function worksWithField({ db, actor, configs }: Looking, leaf: TextLeaf): Promise<WorkId[]> {
  const languages = await commonIn(db, piecesOf(leaf), configs)
  const each = languages.map(({ config, common, bare }) => {
    const language = sql`works.text_config = ${config}`
    const read = common.map(
      (piece) => sql`works.${sql.raw(leaf.in === 'title' ? 'title' : 'summary')} ~ ${phrasePattern(piece)}`,
    )
    const indexed = bare.length === piecesOf(leaf).length && bare.length ? [] : [isIndexed(config, leaf)]
    return sql`(${sql.join([language, ...indexed, ...read], sql` and `)})`
  })
  const { rows } = await sql<{ id: WorkId }>`
    select works.id from works where ${visibleTo(actor)} and (${sql.join(each, sql` or `)})`.execute(db)
  return rows.map(({ id }) => id)
}

/** A phrase is one piece, else each word is. Of a word that is being begun, nothing is common. */
function piecesOf({ text, how }: TextLeaf): string[] {
  if (how === 'phrase') return [text]
  return how === 'word' ? [...new Set(text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)))] : []
}

/** Scripts without spaces are indexed as pairs, which only the stored vectors hold: there, by weight. */
function isIndexed(config: string, leaf: TextLeaf) {
  const asked = tsquery(config, leaf)
  const [column, weight] =
    leaf.in === 'title' ? [sql`replace(works.title, '/', ' ')`, 'a'] : [sql`works.summary`, 'c']
  const vector = isPaired(leaf.text)
    ? sql`ts_filter(works.search, ${`{${weight}}`})`
    : sql`to_tsvector(${config}::regconfig, ${column})`
  return sql`works.search @@ ${asked} and ${vector} @@ ${asked}`
}
