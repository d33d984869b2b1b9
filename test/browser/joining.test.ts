import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

/** From an invitation to a forgotten passphrase, in a real browser: with our scripts and without any. */
let world: World
let site: Listening
let browser: Browser

beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  browser = await openBrowser()
  await world.pool.query("update joining set how = 'invited'")
})
afterAll(async () => {
  await browser?.close()
  await site.close()
  await world.end()
})

const FIRST = 'umbrella stand, three geese'
const SECOND = 'a kettle that never boils'

/** The link of the last mail of this kind, on the port the site listens on. */
async function mailedLink(to: string, kind: string): Promise<string> {
  await world.hear()
  const text = (await world.mails(to)).filter((mail) => mail.kind === kind).at(-1)?.text ?? ''
  const path = /http:\/\/archive\.test(\/users\/\S+code=\S+)/.exec(text)?.[1]
  return `${site.url}${path}`
}

async function typePassphrase(page: Page, phrase: string): Promise<void> {
  await page.locator('input[name="password"]').fill(phrase)
  await page.locator('input[name="again"]').fill(phrase)
}

async function logIn(page: Page, name: string, phrase: string): Promise<void> {
  await page.locator('input[name="login"]').fill(name)
  await page.locator('input[name="password"]').fill(phrase)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

test.each([
  ['with scripts', true, 'quillfeather'],
  ['without any script', false, 'inkbottle'],
] as const)(
  '%s: somebody joins by invitation, opens the mailed link, logs in, forgets the passphrase and chooses another',
  async (_how, javaScriptEnabled, name) => {
    await world.pool.query('insert into invitations (code) values ($1)', [`code-for-${name}`])
    const email = `${name}+fic@example.org`
    const at = await reader(browser, { javaScriptEnabled })
    const { page } = at

    await page.goto(`${site.url}/users/new`)
    expect(await page.locator('main').innerText()).toContain('needs an invitation')
    await page.goto(`${site.url}/signup/code-for-${name}`)
    await page.locator('input[name="name"]').fill('writer')
    await page.locator('input[name="email"]').fill(email)
    await typePassphrase(page, FIRST)
    for (const tick of ['age', 'data', 'terms']) await page.locator(`input[name="${tick}"]`).check()
    await page.getByRole('button', { name: 'Join' }).click()
    expect(await page.locator('#f-name-fault').innerText()).toContain('has that name already')
    expect(await page.locator('input[name="email"]').inputValue()).toBe(email)
    expect(await page.locator('input[name="password"]').inputValue()).toBe('')
    expect(await page.locator('input[name="terms"]').isChecked()).toBe(true)
    await page.locator('input[name="name"]').fill(name)
    await typePassphrase(page, FIRST)
    await page.getByRole('button', { name: 'Join' }).click()
    await page.waitForURL('**/users/confirmation')

    await page.goto(await mailedLink(email, 'confirm-address'))
    expect(await page.locator('main').innerText()).toContain(name)
    await page.getByRole('button', { name: 'Confirm the address' }).click()
    await page.waitForURL('**/users/login?*')
    await logIn(page, name, FIRST)
    expect(await page.locator('#header').innerText()).toContain(name)
    await page.getByRole('button', { name: 'Log out' }).click()

    await page.goto(`${site.url}/users/login`)
    await page.getByRole('link', { name: 'Forgot the passphrase?' }).click()
    await page.locator('input[name="email"]').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.waitForURL('**/users/password/new?sent=yes')
    const link = await mailedLink(email, 'reset-passphrase')
    await page.goto(link)
    await typePassphrase(page, SECOND)
    await page.getByRole('button', { name: 'Keep this passphrase' }).click()
    await page.waitForURL('**/users/password/edit')
    expect(await page.locator('#header').innerText()).toContain(name)

    await page.goto(`${site.url}/users/logout`)
    await page.locator('main').getByRole('button', { name: 'Log out' }).click()
    await page.goto(link)
    expect(await page.locator('main').innerText()).toContain('used already')
    await page.goto(`${site.url}/users/login`)
    await logIn(page, name, SECOND)
    expect(await page.locator('#header').innerText()).toContain(name)
    expect(at.complaints).toEqual([])
    await at.close()
  },
  60_000,
)
