import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isSigned } from '../../test/dkim.ts'
import { type Answer, type MailServer, mailServer, type TakenMail } from '../../test/mail-server.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import type { MailSettings } from '../core/config.ts'
import type { MailId } from '../core/ids.ts'
import { inTransaction } from '../storage/transaction.ts'
import { deliverMail, emptyOldMails, type Mail, openSender, postMail } from './index.ts'
import type { Sender } from './mail-sender.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function aWorld(): Promise<World> {
  const world = await makeWorld()
  open.push(world.end)
  return world
}

async function aServer(answer?: () => Answer | Promise<Answer>, port?: number): Promise<MailServer> {
  const server = await mailServer(answer, port)
  open.push(server.close)
  return server
}

function aSender(world: World, settings: MailSettings): Sender {
  const sender = openSender({ awayMs: 0, ...settings }, world.dataDir)
  open.push(sender.close)
  return sender
}

const LETTER: Mail = {
  kind: 'confirm-address',
  to: 'ada@example.org',
  subject: 'Grüße an „Ada“ <b> 🕯',
  says: ['Hello & <b>welcome</b>.', { href: `${BASE_URL}/x?a=1&b=2`, label: 'Confirm "it"' }],
}

async function posted(world: World, mail: Partial<Mail> = {}): Promise<MailId> {
  await inTransaction(world.db, (trx) => postMail(trx, { ...LETTER, ...mail }))
  const { id } = await world.db
    .selectFrom('mails')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  return id
}

const deliver = (world: World, sender: Sender, id: MailId, archive = 'The Lamp & Door'): Promise<void> =>
  deliverMail(
    {
      db: world.db,
      dataDir: world.dataDir,
      sender,
      archive: async () => archive,
      baseUrl: BASE_URL,
      now: () => NOW,
    },
    id,
  )

const row = (world: World, id: MailId) =>
  world.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('a mail that is sent', () => {
  test('arrives as text and as HTML, in any script, from the archive', async () => {
    const { url, taken } = await aServer()
    await deliver(world, aSender(world, { smtpUrl: url, from: 'lamp@archive.test' }), await posted(world))
    const [{ parsed, to, from } = {} as TakenMail] = taken
    expect({ from, to }).toEqual({ from: 'lamp@archive.test', to: ['ada@example.org'] })
    expect(parsed.subject).toBe(LETTER.subject)
    expect(parsed.from?.value).toEqual([{ name: 'The Lamp & Door', address: 'lamp@archive.test' }])
    expect(parsed.text).toContain(`Hello & <b>welcome</b>.\n\nConfirm "it":\n${BASE_URL}/x?a=1&b=2`)
    expect(parsed.html).toContain('Hello &amp; &lt;b&gt;welcome&lt;/b&gt;.')
    expect(parsed.html).toContain(`href="${BASE_URL}/x?a=1&amp;b=2"`)
    expect(parsed.html).toContain('The Lamp &amp; Door')
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed.attachments).toEqual([])
  })

  test('is written in its own language, from right to left where that is', async () => {
    const { url, taken } = await aServer()
    const sender = aSender(world, { smtpUrl: url })
    await deliver(world, sender, await posted(world, { subject: 'مرحبًا', locale: 'ar' }))
    expect(taken[0]?.parsed.subject).toBe('مرحبًا')
    expect(taken[0]?.parsed.html).toContain('<html lang="ar" dir="rtl">')
    expect(taken[0]?.from).toBe('no-reply@archive.test')
  })

  test('is signed with the archive’s own key, when it has one', async () => {
    const { url, taken } = await aServer()
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const keyFile = join(world.dataDir, 'dkim.pem')
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const dkim = { domain: 'archive.test', selector: 'lamp', keyFile }
    await deliver(world, aSender(world, { smtpUrl: url, dkim }), await posted(world))
    const signature = String(taken[0]?.parsed.headerLines.find(({ key }) => key === 'dkim-signature')?.line)
    expect(signature).toMatch(/d=archive\.test;/)
    expect(signature).toMatch(/s=lamp;/)
    expect(
      isSigned(taken[0]?.raw.toString('latin1') ?? '', publicKey.export({ type: 'spki', format: 'pem' })),
    ).toBe(true)
  })

  test('a key that cannot be read is told at the start', async () => {
    const dkim = { domain: 'archive.test', selector: 'lamp', keyFile: '/nowhere/key.pem' }
    expect(() => openSender({ smtpUrl: 'smtp://127.0.0.1:1', dkim }, world.dataDir)).toThrow(/DKIM_KEY_FILE/)
  })
})

describe('[A-34] nothing typed becomes a line of a mail’s head', () => {
  const ENDS = ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f', '\u0000', '%0a', '%0d%0a']

  test.each(ENDS)('in a subject or the archive’s name: %j', async (end) => {
    const { url, taken } = await aServer()
    const evil = `Hello${end}Bcc: evil@example.org${end}${end}<script>`
    await deliver(world, aSender(world, { smtpUrl: url }), await posted(world, { subject: evil }), evil)
    const [{ parsed, to, raw } = {} as TakenMail] = taken
    expect(to).toEqual(['ada@example.org'])
    expect(parsed.bcc).toBeUndefined()
    expect(parsed.headers.has('bcc')).toBe(false)
    expect(raw.toString().split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
    expect(parsed.subject).toContain('Hello')
    expect(parsed.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    expect(parsed.from?.value).toHaveLength(1)
  })

  const ADDRESSES = [
    ...ENDS.slice(0, 9).map((end) => `ada@example.org${end}Bcc: evil@example.org`),
    'ada@example.org,evil@example.org',
    'ada@example.org;evil@example.org',
    'Ada <ada@example.org>',
    '"a"evil@example.org,"@example.org',
    '"a\r\nBcc: evil@example.org"@example.org',
    'group: ada@example.org;',
    'ada(evil@example.org)@example.org',
    'ada@example.org@example.org',
    'ada\u200b@example.org',
    `${'a'.repeat(250)}@example.org`,
    'nobody',
    '',
  ]
  test.each(ADDRESSES)('nor an address a second one: %j', async (to) => {
    await expect(posted(world, { to })).rejects.toThrow(/not one address/)
  })
})

test.each([
  '"a, evil@example.org,"@example.org',
  '"ada b"@example.org',
  '"a <evil@example.org>"@example.org',
])('[A-34] an address with quotes reaches nobody else: %s', async (to) => {
  const { url, taken } = await aServer()
  const id = await posted(world, { to })
  await deliver(world, aSender(world, { smtpUrl: url }), id)
  expect(taken.flatMap((one) => one.to).filter((one) => one !== to)).toEqual([])
  // This server takes no spaces and brackets even between quotes: then that is written down, and nobody else has it.
  const { sent_at, refused_at } = await row(world, id)
  expect(Boolean(sent_at)).not.toBe(Boolean(refused_at))
})

describe('a mail is sent once', () => {
  test('however often it is heard of, by however many workers at once', async () => {
    const { url, taken } = await aServer(() => new Promise((done) => setTimeout(() => done('take'), 150)))
    const id = await posted(world)
    const senders = [aSender(world, { smtpUrl: url }), aSender(world, { smtpUrl: url })]
    await Promise.all(senders.flatMap((one) => [deliver(world, one, id), deliver(world, one, id)]))
    for (const one of senders) await deliver(world, one, id)
    expect(taken).toHaveLength(1)
    expect(await row(world, id)).toMatchObject({ sent_at: NOW, sent_by: 'smtp', fault: null, tries: 1 })
  })

  test('and never, when what it tells of did not happen', async () => {
    const world = await aWorld()
    const undone = inTransaction(world.db, async (trx) => {
      await postMail(trx, LETTER)
      throw new Error('changed our mind')
    })
    await expect(undone).rejects.toThrow('changed our mind')
    await world.hear()
    expect(await world.mails(LETTER.to)).toEqual([])
    expect((await world.pool.query('select 1 from graphile_worker.jobs')).rowCount).toBe(0)
    expect(() => readdirSync(join(world.dataDir, 'outbox'))).toThrow(/ENOENT/)
  })

  test('under the same Message-ID, when a crash made it unknown whether it went', async () => {
    const { url, taken } = await aServer()
    const id = await posted(world)
    const sender = aSender(world, { smtpUrl: url })
    await deliver(world, sender, id)
    await world.db.updateTable('mails').set({ sent_at: null, sent_by: null }).where('id', '=', id).execute()
    await deliver(world, sender, id)
    expect(new Set(taken.map(({ parsed }) => parsed.messageId)).size).toBe(1)
    expect(taken[0]?.parsed.messageId).toMatch(/^<[0-9a-f-]{36}@archive\.test>$/)
  })
})

describe('a mail server', () => {
  test('that says "later" is asked again, and nobody’s address stands in what is kept of its answer', async () => {
    let answer: Answer = 451
    const { url, taken } = await aServer(() => answer)
    const sender = aSender(world, { smtpUrl: url })
    const id = await posted(world)
    await expect(deliver(world, sender, id)).rejects.toThrow(/sending mail \d+: 451/)
    expect((await row(world, id)).fault).toMatch(/^451 no, …$/)
    answer = 'take'
    await deliver(world, sender, id)
    expect(taken).toHaveLength(1)
    expect(await row(world, id)).toMatchObject({ tries: 2, fault: null })
  })

  test('that says "never" is not asked again', async () => {
    let asked = 0
    const { url } = await aServer(() => {
      asked += 1
      return 550
    })
    const sender = aSender(world, { smtpUrl: url })
    const id = await posted(world)
    await deliver(world, sender, id)
    await deliver(world, sender, id)
    expect(asked).toBe(1)
    expect(await row(world, id)).toMatchObject({ sent_at: null, refused_at: NOW, fault: '550 no, …' })
  })

  test('that is away holds nothing up, and gets the mail when it is back', async () => {
    const first = await mailServer()
    await first.close()
    const sender = aSender(world, { smtpUrl: first.url })
    const id = await posted(world)
    await expect(deliver(world, sender, id)).rejects.toThrow(/ECONNREFUSED|ESOCKET|ECONNECTION/)
    const { taken } = await aServer(undefined, first.port)
    await deliver(world, sender, id)
    await sender.close()
    expect(taken).toHaveLength(1)
  })

  test('that is away is left alone for a while by the mails behind', async () => {
    const sender = aSender(world, { smtpUrl: 'smtp://127.0.0.1:1', awayMs: 60_000 })
    const [one, two] = [await posted(world), await posted(world)]
    await expect(deliver(world, sender, one)).rejects.toThrow()
    await expect(deliver(world, sender, two)).rejects.toThrow(/the mail server is away/)
  })
})

describe('without a mail server', () => {
  test('a mail becomes a file for this user alone, which mail programs open', async () => {
    const world = await aWorld()
    const id = await posted(world)
    await world.hear()
    const folder = join(world.dataDir, 'outbox')
    const [name = '', ...others] = readdirSync(folder)
    expect(others).toEqual([])
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const parsed = await simpleParser(readFileSync(join(folder, name)))
    expect(parsed).toMatchObject({ subject: LETTER.subject })
    expect(await row(world, id)).toMatchObject({ sent_at: NOW, sent_by: 'file' })
  })

  test('nothing of it is left after thirty days but that it was there', async () => {
    const world = await aWorld()
    const id = await posted(world)
    await world.hear()
    const day = 24 * 60 * 60 * 1_000
    const empty = (days: number) =>
      emptyOldMails({ db: world.db, dataDir: world.dataDir, now: () => new Date(NOW.getTime() + days * day) })
    await empty(29)
    expect((await row(world, id)).text).not.toBe('')
    await empty(31)
    expect(await row(world, id)).toMatchObject({
      to_address: '',
      subject: '',
      text: '',
      says: [],
      sent_at: NOW,
    })
    expect(readdirSync(join(world.dataDir, 'outbox'))).toEqual([])
    const jobs = await world.pool.query(
      "select 1 from graphile_worker.jobs where task_identifier = 'mails.aged'",
    )
    expect(jobs.rowCount).toBe(1)
  })
})
