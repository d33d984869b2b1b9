import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt, stepAt } from '../../src/accounts/security/totp.ts'
import { createApp } from '../../src/app.ts'
import { openBrowser, type Reader, reader } from '../chromium.ts'
import { makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../world.ts'

/** A passkey made and shown by a real browser with a virtual authenticator; an app's codes, lost and recovered from. */
let world: World
let browser: Browser
let url = ''
let close: () => Promise<void>

beforeAll(async () => {
  world = await makeWorld('sample')
  await world.person('ana')
  await world.person('ben')
  // Passkeys belong to a host by name, on https or this machine: not to 127.0.0.1.
  let app: ReturnType<typeof createApp> | undefined
  const server = createAdaptorServer({ fetch: (request, env) => app?.fetch(request, env) ?? new Response() })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
  const { db, catalogue, dataDir } = world
  app = createApp({
    ...{ db, catalogue, dataDir, baseUrl: url, now: () => NOW, log: pino({ level: 'silent' }) },
    ...{ secret: 'a secret of this test', setupKey: '', folder: dataDir, version: '' },
  })
  close = () => new Promise((done) => server.close(() => done()))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await close()
  await world.end()
})

async function logIn(page: Page, name: string): Promise<void> {
  await page.goto(`${url}/users/login`)
  await page.getByLabel('Name or e-mail').fill(name)
  await page.getByLabel('Passphrase').fill(SAMPLE_PASSWORD)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

const header = (page: Page) => page.locator('#header').innerText()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 }).waitFor()

interface Authenticator {
  readonly cdp: CDPSession
  readonly authenticatorId: string
}

/** As in a phone: it keeps passkeys, and knows its owner. */
async function authenticator({ page }: Reader): Promise<Authenticator> {
  // A virtual authenticator takes what is offered in a field at once: only where a test asks for it.
  await page.addInitScript(
    "if (location.hash !== '#offered') PublicKeyCredential.isConditionalMediationAvailable = async () => false",
  )
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return { cdp, authenticatorId }
}

test('adds a passkey, logs out, logs in with it, renames and removes it', async () => {
  const at = await reader(browser)
  const { page } = at
  await logIn(page, 'ana')
  const { cdp, authenticatorId } = await authenticator(at)
  await page.goto(`${url}/settings/security`)
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await page.locator('#f-name').fill('my phone')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor()
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
  expect(credentials.map((one) => [one.isResidentCredential, one.rpId])).toEqual([[true, 'localhost']])

  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('link', { name: 'Log in' }).first().waitFor()
  await page.goto(`${url}/users/login?back=/works`)
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await page.waitForURL(`${url}/works`)
  expect(await header(page)).toContain('ana')

  // As the browser offers it by itself, in the field for the name.
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.goto(`${url}/users/login?back=/media#offered`)
  await page.waitForURL(`${url}/media`)
  expect(await header(page)).toContain('ana')

  await page.goto(`${url}/settings/security/passkeys`)
  await page.getByText('Change my phone').click()
  await page.getByLabel('What you call it').first().fill('the blue key')
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByText('The passkey has a new name.').waitFor()
  await page.getByText('Change the blue key').click()
  await page.getByRole('button', { name: 'Remove this passkey' }).click()
  await page.getByText('The passkey is removed.').waitFor()
  const kinds = (await world.mails('ana@example.org')).map((mail) => mail.kind)
  expect(kinds).toEqual(['passkey-added', 'passkey-removed'])
  expect(at.complaints).toEqual([])
  await at.close()
})

test('a passkey that its owner did not verify opens nothing; the passphrase is there', async () => {
  const at = await reader(browser)
  const { page } = at
  await logIn(page, 'ana')
  const { cdp, authenticatorId } = await authenticator(at)
  await page.goto(`${url}/settings/security/passkeys`)
  await page.locator('#f-name').fill('found in the street')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor()
  await page.getByRole('button', { name: 'Log out' }).click()
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.goto(`${url}/users/login`)
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await page.getByText('The browser showed no passkey.').waitFor()
  expect(await header(page)).not.toContain('ana')
  await at.close()
})

test.each([
  ['with scripts', true],
  ['without any script', false],
])(
  'turns two-step log-in on, logs in with a code, loses the phone, recovers: %s',
  async (_how, javaScriptEnabled) => {
    const name = javaScriptEnabled ? 'ana' : 'ben'
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at
    await logIn(page, name)
    await page.goto(`${url}/settings/security`)
    await page.getByRole('link', { name: 'Turn it on' }).click()
    const { key, draws } = await offered(page)
    expect(draws).toBeGreaterThan(400)
    await page.getByLabel('Write the six digits it shows now').fill('000000')
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await page.getByText('This is not the code the app shows now.').first().waitFor()
    expect((await offered(page)).key).toEqual(key)
    await page.getByLabel('Write the six digits it shows now').fill(codeAt(key, stepAt(NOW) - 1))
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await heading(page, 'Recovery codes')
    const codes = await page.locator('.recovery-codes code').allInnerTexts()
    expect(new Set(codes).size).toBe(10)

    await page.getByRole('button', { name: 'Log out' }).click()
    await logIn(page, name)
    await heading(page, 'The second step')
    await page.getByLabel('Code', { exact: true }).fill(codeAt(key, stepAt(NOW)))
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.waitForURL(`${url}/`)
    expect(await header(page)).toContain(name)

    await page.getByRole('button', { name: 'Log out' }).click()
    await logIn(page, name)
    await page.getByLabel('Code', { exact: true }).fill(codes[4] ?? '')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('You are in with a recovery code').waitFor()
    await page.getByText('9 are left, for the day the phone is lost.').waitFor()
    await page.getByRole('link', { name: 'Change two-step log-in' }).click()
    await page.getByRole('button', { name: 'Turn it off' }).click()
    await page.getByText('Two-step log-in is off.').first().waitFor()
    expect((await world.mails(`${name}@example.org`)).map((mail) => mail.kind)).toContain(
      'recovery-code-used',
    )
    expect(at.complaints).toEqual([])
    await at.close()
  },
)

/** The secret as its page writes it, and how much its picture draws. */
async function offered(page: Page): Promise<{ readonly key: Buffer; readonly draws: number }> {
  const text = (await page.locator('code.secret').innerText()).replaceAll(/\s/g, '')
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  const path = (await page.locator('svg.qr path').getAttribute('d')) ?? ''
  return { key: Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))), draws: path.split('M').length }
}
