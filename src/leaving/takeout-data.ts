import { sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { listedFor, visibleTo } from '../works/index.ts'

const list = (query: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(row_to_json(one)), '[]') from (${query}) as one)`

/**
 * All that is kept about one person, but for the works; keys as docs/takeout.schema.json has them. Of others it holds
 * names alone, and nothing that the person could not see.
 */
export async function takeoutData(db: Db, { id }: Member): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ data: Record<string, unknown> }>`select json_build_object(
    'account', (select json_build_object('name', name, 'email', email, 'joined', created_at, 'role', role) from people where id = ${id}),
    'pastNames', ${list(sql`select name, until from past_names where person_id = ${id} order by until`)},
    'profile', (select json_build_object('title', profile_title, 'text', profile_text, 'given', profile_given) from people where id = ${id}),
    'preferences', (select preferences from people where id = ${id}),
    'penNames', ${list(sql`select name, about, about_given as "aboutGiven", is_default as "isDefault", unlinked,
      permissions, case when icon is not null then 'icons/' || id || '.' || coalesce((
        select regexp_replace(split_part(type, '/', 2), '[^a-z0-9]', '', 'g') from files where hash = icon), 'bin') end as icon,
      icon_alt as "iconAlt" from pen_names where person_id = ${id} order by id`)},
    ${accountSafety(id)},
    ${keptAway(id)},
    ${saved(id)},
    ${skins(id)},
    ${writing(id)},
    ${documents(id)},
    'invitations', ${list(sql`select code, sent_to as "sentTo", made_at as "madeAt", used_at as "usedAt"
      from invitations where person_id = ${id} order by id`)},
    'invitationRequests', ${list(sql`select wanted, reason, asked_at as "askedAt", granted
      from invitation_requests where person_id = ${id} order by id`)},
    'imports', ${list(sql`select created_at as "at", import_files.name, outcome, work_id as work
      from import_runs join import_files on run_id = import_runs.id where person_id = ${id} order by created_at, position`)},
    'mails', ${list(sql`select kind, subject, text, made_at as "at" from mails
      where lower(to_address) = (select email from people where id = ${id}) order by id`)}) as data`.execute(
    db,
  )
  return rows[0]?.data ?? {}
}

/** No secret is in it: what opens the account elsewhere is of no use to anybody but a thief. */
const accountSafety = (id: Member['id']) => sql`
    'sessions', ${list(sql`select browser, system, created_at as "since", used_at as "usedAt" from sessions where person_id = ${id} order by id`)},
    'passkeys', ${list(sql`select name, made_at as "madeAt", used_at as "usedAt" from passkeys where person_id = ${id} order by id`)},
    'deviceKeys', ${list(sql`select use, label, made_at as "madeAt", used_at as "usedAt" from device_keys where person_id = ${id} order by id`)},
    'twoStep', exists (select from two_factors where person_id = ${id} and confirmed),
    'securityEvents', ${list(sql`select kind, about, at from security_events where person_id = ${id} order by id`)}`

const keptAway = (id: Member['id']) => sql`
    'blocked', ${list(sql`select name, made_at as "since" from blocks join people on people.id = blocked_id where person_id = ${id} order by 2`)},
    'muted', ${list(sql`select name, made_at as "since" from mutes join people on people.id = muted_id where person_id = ${id} order by 2`)},
    'hiddenTags', ${list(sql`select kind, name from hidden_tags join tags on tags.id = tag_id where person_id = ${id} order by 1, 2`)},
    'hiddenWorks', ${list(sql`select work_id as work from hidden_works where person_id = ${id} order by 1`)},
    'hiddenCreators', ${list(sql`select name from hidden_creators join pen_names on pen_names.id = pen_name_id
      where hidden_creators.person_id = ${id} order by 1`)}`

const saved = (id: Member['id']) => sql`
    'savedFilters', ${list(sql`select name, query, is_default as "isDefault" from saved_filters where person_id = ${id} order by id`)},
    'favouriteTags', ${list(sql`select distinct canon.kind, canon.name from favourite_tags join tags on tags.id = tag_id
      join tags as canon on canon.id = coalesce(tags.synonym_of, tags.id) where person_id = ${id} and canon.canonical order by 1, 2`)},
    'shelves', ${list(sql`select name, array(select work_id from shelf_works where shelf_id = shelves.id order by put_at, work_id) as works
      from shelves where person_id = ${id} order by id`)},
    'places', ${list(sql`select work_id as work, chapter_id as chapter, paragraph, share, device, noted_at as "at"
      from places join works on works.id = work_id
      where places.person_id = ${id} and ${visibleTo({ type: 'member', id, name: '', role: 'member' })} order by 1`)},
    'readings', ${list(sql`select work_id as work, visits, first_at as "firstAt", last_at as "lastAt", state,
      state_at as "stateAt", note from readings where person_id = ${id} order by at, id`)},
    'bundles', ${list(sql`select title, format, shape, works, asked_at as "askedAt" from bundles where person_id = ${id} order by asked_at, id`)},
    'progress', ${list(sql`select document, progress, percentage, device, device_id as "deviceId", noted_at as "notedAt"
      from progress where person_id = ${id} order by noted_at, document`)},
    'series', ${list(sql`select id, title, summary, notes, origin_url as "originUrl", kept from series where person_id = ${id} order by id`)}`

/** Style sheets of theirs, and the one their pages wear. */
const skins = (id: Member['id']) => sql`
    'skins', ${list(sql`select id, kind, title, about, given as css, choices, role, media, standing, made_at as "madeAt",
        changed_at as "changedAt", array(select title from skin_parents join skins as parent on parent.id = parent_id
          where skin_id = skins.id order by position) as parents
      from skins where person_id = ${id} order by id`)},
    'skinTried', (select css from skin_trials where person_id = ${id}),
    'skinWorn', (select title from skins join people on people.skin_id = skins.id where people.id = ${id})`

/** Files that were read and are no draft yet: their chapters as they stand now, and the notes these refer to. */
const documents = (id: Member['id']) => sql`
    'documents', ${list(sql`select names, made_at as "readAt", manner, into_work_id as "into", about, remarks, notes,
        ${list(sql`select title, blocks, left_out as "leftOut" from document_chapters
          where document_id = documents.id order by position`)} as chapters
      from documents where person_id = ${id} and became_at is null order by made_at, id`)}`

/** What is being typed, who asks them to write with them, and what was given to them. */
const writing = (id: Member['id']) => sql`
    'manuscripts', ${list(sql`select part, work_id as work, chapter_id as chapter, fields - 'stood' as fields, begun_at as "begunAt", kept_at as "keptAt"
      from manuscripts where person_id = ${id} order by kept_at, key`)},
    'creatorInvitations', ${list(sql`select pen_names.name as "as", work_id as work, chapter_id as chapter, series_id as series,
        creator_invitations.made_at as "askedAt"
      from creator_invitations join pen_names on pen_names.id = pen_name_id
      where pen_names.person_id = ${id} and creator_invitations.standing = 'open' order by creator_invitations.id`)},
    'gifts', ${list(sql`select gifts.name as "to", work_id as work, gifts.standing = 'refused' as refused
      from gifts join pen_names on pen_names.id = pen_name_id join works on works.id = work_id
      where pen_names.person_id = ${id} and gifts.standing in ('given', 'refused') and ${listedFor({ type: 'member', id, name: '', role: 'member' })}
      order by gifts.id`)}`
