import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { visitor } from '../../../test/visitor.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const SECURITY = '/settings/security'
const toLogin = (back: string) => `/users/login?back=${encodeURIComponent(back)}`

routeCases(
  () => world,
  [
    { case: 'GET secondStep guest', path: '/users/login/second', status: 303, leads: toLogin('/') },
    { case: 'GET secondStep member', path: '/users/login/second', status: 303 },
    { case: 'GET secondStep owner', path: '/users/login/second', status: 303 },
    { case: 'POST secondStep guest', path: '/users/login/second', form: { code: '123456' }, status: 303 },
    { case: 'POST secondStep member', path: '/users/login/second', form: {}, status: 303 },
    { case: 'POST secondStep owner', path: '/users/login/second', form: {}, status: 303 },
    {
      case: 'GET passkeyLogin guest',
      path: '/users/login/passkey',
      status: 200,
      says: ['"userVerification":"required"'],
      hides: ['allowCredentials":[{'],
    },
    { case: 'GET passkeyLogin member', path: '/users/login/passkey', status: 200 },
    { case: 'GET passkeyLogin owner', path: '/users/login/passkey', status: 200 },
    {
      case: 'POST passkeyLogin guest',
      path: '/users/login/passkey',
      form: { answer: '{"id":"x"}' },
      status: 422,
      says: ['opens nothing here'],
    },
    {
      case: 'POST passkeyLogin guest',
      path: '/users/login/passkey',
      form: { answer: 'x'.repeat(100_000), login: 'ana' },
      status: 422,
      says: ['value="ana"'],
    },
    { case: 'POST passkeyLogin member', path: '/users/login/passkey', form: {}, status: 422 },
    { case: 'POST passkeyLogin owner', path: '/users/login/passkey', form: { answer: '[]' }, status: 422 },
    {
      case: 'GET loginAgain guest',
      path: '/users/login/again?back=/works',
      status: 303,
      leads: toLogin('/works'),
    },
    {
      case: 'GET loginAgain member',
      path: '/users/login/again?back=/works',
      status: 200,
      says: ['name="back" value="/works"', 'autocomplete="current-password"'],
    },
    {
      case: 'GET loginAgain owner',
      path: '/users/login/again?back=//evil.example',
      status: 200,
      says: ['name="back" value="/"'],
    },
    { case: 'POST loginAgain guest', path: '/users/login/again', form: {}, status: 303 },
    {
      case: 'POST loginAgain member',
      path: '/users/login/again',
      form: { password: 'wrong' },
      status: 422,
      hides: ['value="wrong"'],
    },
    { case: 'POST loginAgain owner', path: '/users/login/again', form: { answer: '{}' }, status: 422 },

    { case: 'GET security guest', path: SECURITY, status: 303, leads: toLogin(SECURITY) },
    {
      case: 'GET security member',
      path: SECURITY,
      status: 200,
      says: ['reader@example.org', 'this browser', 'None yet.'],
    },
    { case: 'GET security member', path: `${SECURITY}?said=<script>`, status: 200, hides: ['class="notice'] },
    {
      case: 'GET security owner',
      path: `${SECURITY}?said=two-step-off`,
      status: 200,
      says: ['Two-step log-in is off.'],
    },
    {
      case: 'POST sessions guest',
      path: `${SECURITY}/sessions`,
      form: { end: 'others' },
      status: 303,
      leads: toLogin(SECURITY),
    },
    {
      case: 'POST sessions member',
      path: `${SECURITY}/sessions`,
      form: { end: '999999999' },
      status: 303,
      leads: `${SECURITY}?said=session-ended`,
    },
    { case: 'POST sessions owner', path: `${SECURITY}/sessions`, form: { end: '1 or 1=1' }, status: 303 },
    { case: 'GET passkeys guest', path: `${SECURITY}/passkeys`, status: 303 },
    {
      case: 'GET passkeys member',
      path: `${SECURITY}/passkeys`,
      status: 200,
      says: ['data-passkey="make"', '<noscript>'],
    },
    { case: 'GET passkeys owner', path: `${SECURITY}/passkeys`, status: 200 },
    { case: 'POST passkeys guest', path: `${SECURITY}/passkeys`, form: {}, status: 303 },
    {
      case: 'POST passkeys member',
      path: `${SECURITY}/passkeys`,
      form: { name: 'my <phone>', answer: '{}' },
      status: 422,
      says: ['value="my &lt;phone&gt;"', 'was not a passkey'],
    },
    {
      case: 'POST passkeys member',
      path: `${SECURITY}/passkeys`,
      form: { deed: 'rename', id: '1', 'name-1': ' ' },
      status: 422,
      says: ['Give the passkey a name'],
    },
    {
      case: 'POST passkeys owner',
      path: `${SECURITY}/passkeys`,
      form: { deed: 'remove', id: '99' },
      status: 303,
    },
    { case: 'GET twoStep guest', path: `${SECURITY}/two-step`, status: 303 },
    {
      case: 'GET twoStep member',
      path: `${SECURITY}/two-step`,
      status: 200,
      says: ['aria-label="The secret as a picture', 'otpauth://totp/The%20Lamplighters:reader'],
    },
    { case: 'GET twoStep owner', path: `${SECURITY}/two-step`, status: 200 },
    { case: 'POST twoStep guest', path: `${SECURITY}/two-step`, form: { deed: 'on' }, status: 303 },
    {
      case: 'POST twoStep member',
      path: `${SECURITY}/two-step`,
      form: { deed: 'on', offer: 'made.up', code: '1' },
      status: 303,
      leads: `${SECURITY}/two-step`,
    },
    { case: 'POST twoStep owner', path: `${SECURITY}/two-step`, form: { deed: 'off' }, status: 303 },
    { case: 'GET recoveryCodes guest', path: `${SECURITY}/recovery-codes`, status: 303 },
    {
      case: 'GET recoveryCodes member',
      path: `${SECURITY}/recovery-codes`,
      status: 303,
      leads: `${SECURITY}/two-step`,
    },
    { case: 'GET recoveryCodes owner', path: `${SECURITY}/recovery-codes`, status: 303 },
    { case: 'POST recoveryCodes guest', path: `${SECURITY}/recovery-codes`, status: 303 },
    {
      case: 'POST recoveryCodes member',
      path: `${SECURITY}/recovery-codes`,
      status: 303,
      leads: `${SECURITY}/two-step`,
    },
    { case: 'POST recoveryCodes owner', path: `${SECURITY}/recovery-codes`, status: 303 },

    { case: 'GET changeName guest', path: '/users/reader/change_username', status: 303 },
    {
      case: 'GET changeName member',
      path: '/users/reader/change_username',
      status: 200,
      says: ['value="reader"'],
    },
    { case: 'GET changeName member', path: '/users/writer/change_username', status: 404 },
    { case: 'GET changeName owner', path: '/users/reader/change_username', status: 404 },
    { case: 'POST changeName guest', path: '/users/reader/change_username', status: 303 },
    {
      case: 'POST changeName member',
      path: '/users/reader/change_username',
      form: { new_name: 'x' },
      status: 422,
    },
    { case: 'POST changeName owner', path: '/users/reader/change_username', form: {}, status: 404 },
    { case: 'GET changePassphrase guest', path: '/users/reader/change_password', status: 303 },
    { case: 'GET changePassphrase member', path: '/users/READER/change_password', status: 200 },
    { case: 'GET changePassphrase owner', path: '/users/reader/change_password', status: 404 },
    { case: 'POST changePassphrase guest', path: '/users/reader/change_password', status: 303 },
    { case: 'POST changePassphrase member', path: '/users/reader/change_password', form: {}, status: 422 },
    { case: 'POST changePassphrase owner', path: '/users/reader/change_password', form: {}, status: 404 },
    { case: 'GET changeEmail guest', path: '/users/reader/change_email', status: 303 },
    {
      case: 'GET changeEmail member',
      path: '/users/reader/change_email?email=a"b',
      status: 200,
      says: ['value="a&quot;b"'],
    },
    { case: 'GET changeEmail owner', path: '/users/reader/change_email', status: 404 },
    { case: 'POST changeEmail guest', path: '/users/reader/change_email', form: {}, status: 303 },
    {
      case: 'POST changeEmail member',
      path: '/users/reader/change_email',
      form: { email: 'nothing' },
      status: 422,
      says: ['value="nothing"'],
    },
    { case: 'POST changeEmail owner', path: '/users/reader/change_email', form: {}, status: 404 },
    {
      case: 'GET confirmEmail guest',
      path: '/settings/email/made-up',
      status: 200,
      says: ['leads to nothing'],
    },
    { case: 'GET confirmEmail member', path: '/settings/email/made-up', status: 200 },
    { case: 'GET confirmEmail owner', path: '/settings/email/made-up', status: 200 },
    { case: 'POST confirmEmail guest', path: '/settings/email/made-up', status: 422 },
    { case: 'POST confirmEmail member', path: '/settings/email/made-up', status: 422 },
    { case: 'POST confirmEmail owner', path: '/settings/email/made-up', status: 422 },
  ],
)

test('a challenge is bound to the browser it was given to, and says nothing of any account', async () => {
  const [one, other] = [visitor(world), visitor(world)]
  const options = await Promise.all(
    [one, other].map(
      async (at) => (await at.get('/users/login/passkey')).json() as Promise<Record<string, unknown>>,
    ),
  )
  expect(options[0]?.challenge).not.toBe(options[1]?.challenge)
  const { challenge: _challenge, ...rest } = options[0] ?? {}
  expect(rest).toEqual({
    allowCredentials: undefined,
    rpId: 'archive.test',
    timeout: 60000,
    userVerification: 'required',
  })
  expect(one.cookies.get('palimpsest.challenge')).not.toBe(other.cookies.get('palimpsest.challenge'))
})

test('logging in with a browser not seen before is mailed, except for the very first', async () => {
  await world.person('newcomer')
  const home = visitor(world)
  await home.logIn('newcomer')
  expect(await world.mails('newcomer@example.org')).toEqual([])
  await home.post('/users/logout', {})
  await home.logIn('newcomer')
  expect(await world.mails('newcomer@example.org')).toEqual([])
  await visitor(world, 'Mozilla/5.0 (Windows NT 10.0) Firefox/145.0').logIn('newcomer')
  const [mail] = await world.mails('newcomer@example.org')
  expect(mail).toMatchObject({ kind: 'new-device', subject: 'A log-in from a new browser' })
  expect(mail?.text).toContain('A log-in from a browser not seen before: Firefox on Windows.')
  expect(mail?.text).toContain('http://archive.test/settings/security')
})
