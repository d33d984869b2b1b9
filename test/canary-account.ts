import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { askForParcel } from '../src/accounts/index.ts'
import type { Member } from '../src/core/actor.ts'
import { parseWorkId } from '../src/core/ids.ts'
import { postMail } from '../src/mail/index.ts'
import { inTransaction } from '../src/storage/transaction.ts'
import { readRecord } from '../src/works/index.ts'
import { aChapter, NOW, type World } from './world.ts'

/** Words that stand nowhere else. Small letters and one word each, so that no index or key hides them. */
export const CANARY = 'kanarienvogel'
/** A pen name that is to stay. */
export const NAMED = 'zeisigname'
export const NAME = `${CANARY}_a`
export const EMAIL = `${NAME}@example.org`

export interface Kept {
  /** Left with its name. */
  readonly named: number
  /** Somebody else's, too. */
  readonly shared: number
}

/** An account with a canary wherever the archive keeps something of a person. */
export async function fillAccount(world: World): Promise<Kept> {
  const kept = { named: 0, shared: 0 }
  const who = await world.known(NAME)
  const chapters = [aChapter({ html: `<p>${CANARY} text</p>` })]
  const words = { summary: `<p>${CANARY}</p>`, notes: `<p>${CANARY}</p>`, chapters }
  const origin = { url: `https://archiveofourown.org/works/1${CANARY}`, archive: 'Archive of Our Own' }
  const gone = await world.work(who, {
    title: `${CANARY} gone`,
    additionalTags: [`${CANARY} tag`],
    ...words,
    origin,
  })
  await world.work(who, {
    title: `${CANARY} gone`,
    ...words,
    chapters: [aChapter({ html: `<p>${CANARY} 2</p>` })],
    origin,
  })
  await world.work(
    who,
    { title: `${CANARY} draft`, ...words, chapters: [aChapter({ html: '<p>d</p>' })] },
    'draft',
  )
  const copy = await world.work(who, { title: `${CANARY} kept`, creators: [`${CANARY} elsewhere`] }, 'kept')
  await addPicture(world, who, 'a', CANARY)
  const stays = await addPicture(world, who, 'b', 'a picture')
  kept.named = await world.work(who, {
    title: 'Stays named',
    creators: [NAMED],
    chapters: [aChapter({ html: `<p>n <img src="${stays}" alt=""></p>` })],
  })
  kept.shared = await world.work(await world.known('friend'), { title: 'Shared', creators: ['friend'] })
  const q = (text: string, values: readonly unknown[] = []) => world.pool.query(text, [...values])
  await q(
    `insert into progress values ($1, '${CANARY}', '${CANARY}', 0.5, '${CANARY}', '${CANARY}', now())`,
    [who.id],
  )
  await q(`insert into creatorships select $1, id, 2 from pen_names where person_id = $2 and name = $3`, [
    kept.shared,
    who.id,
    `${CANARY} pen`,
  ])
  const shared = parseWorkId(String(kept.shared))
  const record = shared && (await readRecord(world.db, await world.known('friend'), shared))
  await q(`insert into work_revisions (work_id, content_hash, record) values ($1, '\\x00', $2)`, [
    kept.shared,
    JSON.stringify(record),
  ])
  await q(
    `insert into related_works (work_id, place, relation, other_work_id, title, creators) values ($1, 1, 'inspired-by', $2, $3, $4)`,
    [kept.shared, gone, `${CANARY} gone`, [NAME]],
  )
  await q(
    'insert into work_revisions (work_id, content_hash, record) select $1, content_hash, record from work_revisions',
    [gone],
  )
  await fillWriting(world, who, { gone, shared: kept.shared })
  await q(`insert into shelves (person_id, name, made_at) values ($1, $2, now())`, [
    who.id,
    `${CANARY} shelf`,
  ])
  await q(`insert into shelf_works select id, $1, now() from shelves`, [copy])
  await q(
    `insert into readings (person_id, work_id, state, note, at, seen_at) values ($1, $2, 'read', $3, now(), now())`,
    [who.id, kept.shared, CANARY],
  )
  await q(`insert into saved_filters (person_id, name, query, looked_at) values ($1, $2, $2, now())`, [
    who.id,
    CANARY,
  ])
  await q(`insert into favourite_tags select $1, id, now(), now() from tags where canonical limit 1`, [
    who.id,
  ])
  await q(
    `with skin as (insert into skins (person_id, kind, title, about, given, css, choices, stamp, made_at, changed_at)
      values ($1, 'site', $2, $2, $2, $2, jsonb_build_object('font', $2::text), $2, now(), now()) returning id)
      insert into skin_images select id, $2 from skin`,
    [who.id, CANARY],
  )
  await q(
    `update people set profile_title = $2, profile_text = $2, profile_given = $2,
    preferences = jsonb_build_object('x', $2::text) where id = $1`,
    [who.id, CANARY],
  )
  await q(`insert into security_events (person_id, kind, about) values ($1, 'email-asked', $2)`, [
    who.id,
    `new_${EMAIL}`,
  ])
  await q(`insert into passkeys (person_id, name, credential_id, public_key) values ($1, $2, $2, $3)`, [
    who.id,
    CANARY,
    Buffer.from(CANARY),
  ])
  await q(`insert into past_names (person_id, name) values ($1, $2)`, [who.id, `${CANARY}_old`])
  await q(`insert into blocks values ($1, $2), ($2, $1)`, [who.id, (await world.known('friend')).id])
  await q(`insert into invitations (code, person_id, sent_to) values ('c1', $1, $2), ('c2', $1, null)`, [
    who.id,
    `x@${CANARY}.org`,
  ])
  await q(`insert into invitations (code, sent_to, used_by) values ('c3', $2, $1)`, [who.id, EMAIL])
  await q(`insert into invitation_requests (person_id, wanted, reason) values ($1, 1, $2)`, [who.id, CANARY])
  await q(`insert into invitation_queue (email) values ($1)`, [EMAIL])
  await q(
    `insert into moderation_log (at, deed, person_id, by_id, reason) values (now(), 'suspend', $1, $2, $3)`,
    [who.id, (await world.known('keeper')).id, `Because ${NAME} sent too much (as ${CANARY} pen)`],
  )
  await q(
    `insert into claims (work_id, code_hash, creator, sent_to, outcome, person_id) values ($1, '\\x01', $2, $3, 'claimed', $4)`,
    [kept.shared, `${CANARY} elsewhere`, EMAIL, who.id],
  )
  const bytes = Buffer.from(CANARY)
  await q(`insert into files (hash, type, bytes) values ($1, 'image/png', $2)`, [CANARY, bytes])
  await q(
    `update pen_names set icon = $1, icon_alt = $1, about = $1, about_given = $1 where person_id = $2 and name like $1 || '%'`,
    [CANARY, who.id],
  )
  const upload = join(world.dataDir, 'uploads', 'one', '1')
  mkdirSync(dirname(upload), { recursive: true })
  writeFileSync(upload, CANARY)
  await q(
    `with run as (insert into import_runs (person_id, as_creator) values ($1, true) returning id)
    insert into import_files (run_id, position, kept_at, name, title) select id, 1, $2, $3, $3 from run`,
    [who.id, upload, CANARY],
  )
  await q(
    `with one as (insert into documents (id, person_id, made_at, names, files_hash, manner, about, remarks, notes, files_read)
      values (gen_random_uuid(), $1, now(), array[$2::text], '\\x01', 'find', json_build_object('title', $2::text), '[]', '{}', $2) returning id)
    insert into document_chapters (document_id, position, title, blocks, words) select id, 1, $2, array[$2::text], 1 from one`,
    [who.id, CANARY],
  )
  await inTransaction(world.db, (trx) =>
    postMail(trx, { kind: 'test', to: EMAIL, subject: CANARY, says: [CANARY] }),
  )
  await world.post('/users/password/new', { email: EMAIL })
  await q(
    `select graphile_worker.add_job('passphrase.forgotten', json_build_object('email', $1::text), run_at => now() + interval '1 day')`,
    [EMAIL],
  )
  await askForParcel(world.db, who.id, NOW)
  await world.hear()
  return kept
}

/** As sent by them: its bytes, its name and its description. Its address. */
async function addPicture(world: World, { id }: Member, letter: string, bytes: string): Promise<string> {
  const hash = letter.repeat(64)
  await world.files.put(`${hash}.jpg`, new TextEncoder().encode(bytes), 'image/jpeg')
  await world.pool.query(
    `with file as (insert into image_files values ($1, 'image/jpeg', 9, 9, '{}', false, 9))
      insert into images (hash, person_id, name, alt, made_at, used_at) values ($1, $2, $3, $3, now(), now())`,
    [hash, id, CANARY],
  )
  return `/images/${hash}.jpg`
}

/** Whatever a writer leaves beside their works: being typed, changed, deleted, asked, given. */
async function fillWriting(
  world: World,
  { id }: Member,
  { gone, shared }: { readonly gone: number; readonly shared: number },
): Promise<void> {
  const q = (text: string, values: readonly unknown[] = []) => world.pool.query(text, [...values])
  const typed = JSON.stringify({ body: `${CANARY} typed` })
  await q(
    `insert into manuscripts (key, person_id, work_id, part, fields, begun_at, kept_at)
    values (gen_random_uuid(), $1, null, 'work', $2, now(), now()), (gen_random_uuid(), $1, $3, 'work', $2, now(), now())`,
    [id, typed, shared],
  )
  await q(`insert into submissions (key, person_id, made_at) values (gen_random_uuid(), $1, now())`, [id])
  const chapter = JSON.stringify({ title: CANARY, creators: [NAME], html: `<p>${CANARY}</p>` })
  await q(
    `insert into work_revisions (work_id, chapter_id, person_id, content_hash, record, shown, note)
    values ($1, 1, $2, '', $3, true, $4)`,
    [gone, id, chapter, CANARY],
  )
  // In a work that stays with somebody else: a chapter they signed, and what they were typing into it.
  const signed = JSON.stringify({
    position: 1,
    title: '',
    creators: [`${CANARY} pen (${NAME})`],
    html: '<p>s</p>',
  })
  await q(
    `insert into work_revisions (work_id, chapter_id, person_id, content_hash, record) values ($1, 1, $2, '', $3)`,
    [shared, id, signed],
  )
  await q(
    `insert into trashed_chapters (work_id, position, person_id, trashed_at, chapter)
    select $1, 2, $2, now(), jsonb_build_object('row', '{"id": 99, "html": "<p>t</p>"}'::jsonb,
      'creators', jsonb_build_array(jsonb_build_object('pen', pen_names.id, 'position', 1)),
      'manuscripts', jsonb_build_array(jsonb_build_object('person_id', $2::int, 'fields', $3::jsonb)))
    from pen_names where person_id = $2 and name = $4`,
    [shared, id, typed, `${CANARY} pen`],
  )
  const trashed = await world.work(await world.known(NAME), { title: `${CANARY} trashed` })
  await q(
    `update works set standing = 'trashed', trashed_from = 'posted', trashed_at = now(), trashed_by = $2 where id = $1`,
    [trashed, id],
  )
  const given = await world.work(await world.known('friend'), {
    title: 'Given',
    recipients: [`${CANARY} pen`],
  })
  await q(
    `update gifts set pen_name_id = (select id from pen_names where person_id = $2 and name = $3) where work_id = $1`,
    [given, id, `${CANARY} pen`],
  )
  await q(`insert into work_revisions (work_id, content_hash, record) values ($1, '', $2)`, [
    given,
    JSON.stringify({ title: 'Given', chapters: [], recipients: [`${CANARY} pen (${NAME})`, 'friend'] }),
  ])
  await q(
    `insert into creator_invitations (work_id, pen_name_id, by_person, made_at)
    select $1, id, $2, now() from pen_names where person_id = $2 and name = $3`,
    [shared, id, `${CANARY} pen`],
  )
}
