import { NOTHING_SAID } from '../src/works/index.ts'

type Change = readonly [what: string, sql: string]
const ofWork = (set: string): string => `update works set ${set} where id = $1`

/** Said in the change log: known to whoever follows it. */
export const LOGGED: readonly Change[] = [
  ['title', ofWork("title = 'The Dark Lamp', changed_at = now()")],
  ['summary', ofWork("summary = '<p>Now with words.</p>'")],
  ['a tag renamed', "update tags set name = 'Beacons' where name = 'Lighthouses' and $1::int > 0"],
  [
    'a tag merged into another',
    `with other as (insert into tags (kind, name, name_key) values ('fandom', 'Lights', 'lights') returning id)
     update work_tags set tag_id = (select id from other) where work_id = $1 and tag_id in (select id from tags where name = 'Beacons')`,
  ],
  ['a tag taken off', 'delete from work_tags where work_id = $1'],
  ['a pen name renamed', "update pen_names set name = 'Pencil' where name = 'Quill' and $1::int > 0"],
  [
    'a pen name unlinked',
    "update pen_names set unlinked = true, code = 'abcdefghijkl' where name = 'Pencil' and $1::int > 0",
  ],
  ['the account renamed', "update people set name = 'scribe' where name = 'writer' and $1::int > 0"],
  ['creator leaves', 'delete from creatorships where work_id = $1 and position = 2'],
  ['hidden', ofWork("standing = 'hidden'")],
  ['shown again', ofWork("standing = 'posted'")],
  ['for members', ofWork("audience = 'members'")],
  ['for all', ofWork("audience = 'public'")],
  ['downloads forbidden', ofWork(`permissions = '${JSON.stringify({ ...NOTHING_SAID, download: 'no' })}'`)],
  [
    'downloads allowed',
    ofWork(`permissions = '${JSON.stringify({ ...NOTHING_SAID, download: 'unsaid', machines: 'yes' })}'`),
  ],
  [
    'forbidden by the pen name',
    `update pen_names set permissions = permissions || '{"download": "no"}' where $1::int > 0 and id in (select pen_name_id from creatorships)`,
  ],
  [
    'allowed by the pen name',
    `update pen_names set permissions = permissions || '{"download": "unsaid"}' where $1::int > 0`,
  ],
  ['unrevealed', ofWork("disclosure = 'unrevealed'")],
  ['anonymous', ofWork("disclosure = 'anonymous'")],
  ['open', ofWork("disclosure = 'open'")],
  ['trashed', ofWork("standing = 'trashed'")],
]

/** Not in the log: of these this program's own requests tell, since whatever they change empties the guests' memory. */
export const TOLD: readonly Change[] = [
  [
    'text',
    "update chapters set html = '<p>The lamp is out.</p>' || html where work_id = $1 and position = 1",
  ],
  ['a chapter’s name', "update chapters set title = 'Dusk' where work_id = $1 and position = 2"],
  ['a chapter back to draft', "update chapters set standing = 'draft' where work_id = $1 and position = 2"],
  [
    'who signs a chapter',
    'delete from chapter_creatorships where chapter_id in (select id from chapters where work_id = $1)',
  ],
  ['the series renamed', "update series set title = 'Lanterns' where title = 'Lamps' and $1::int > 0"],
  ['what it names', "update related_works set relation = 'translation-of' where work_id = $1"],
  ['not related any more', 'delete from related_works where work_id = $1'],
]
