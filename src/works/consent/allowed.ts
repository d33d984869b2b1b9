import { type RawBuilder, sql } from 'kysely'
import { PERMISSION_KINDS, type Permissions } from '../record.ts'

/** From what is most to what is least. That one creator of two has not spoken weighs more than that the other says yes. */
const STRICTER = sql`array['yes', 'unsaid', 'ask', 'no']`
const KINDS = sql`array[${sql.join(PERMISSION_KINDS.map((kind) => sql.lit(kind)))}]`

/**
 * What a work allows, as it binds: what was said of the work itself; where that is nothing, the strictest of what the
 * pen names that sign it allow by default; else nothing. Over the table `works`, and used by everything that shows,
 * writes or obeys a permission. The words of a default are left out where names are: they would tell whose they are.
 */
export const ALLOWED: RawBuilder<Permissions> = sql<Permissions>`(works.permissions || (
  select coalesce(jsonb_object_agg(kind, answer), '{}') from (
    select kind, (${STRICTER})[max(array_position(${STRICTER}, coalesce(pen_names.permissions ->> kind, 'unsaid')))] as answer
    from creatorships join pen_names on pen_names.id = creatorships.pen_name_id cross join unnest(${KINDS}) as kind
    where creatorships.work_id = works.id and works.permissions ->> kind = 'unsaid' group by kind) as defaults)
  || (select jsonb_build_object('words', coalesce(string_agg(pen_names.permissions ->> 'words', e'\n' order by creatorships.position), ''))
    from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
    where creatorships.work_id = works.id and works.disclosure = 'open' and pen_names.permissions ->> 'words' <> '')
  || case when works.permissions ->> 'words' = '' then '{}' else jsonb_build_object('words', works.permissions ->> 'words') end)`
