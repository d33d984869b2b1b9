import { expect, test } from 'vitest'
import { base32, codeAt, otpauth, stepAt, stepOf } from './totp.ts'

const SECRET = Buffer.from('12345678901234567890')

/** RFC 6238, appendix B, the rows of SHA-1. */
test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('at second %d the code is %s', (seconds, code) => {
  expect(codeAt(SECRET, stepAt(new Date(seconds * 1_000)), 8)).toBe(code)
})

test('a code is good a step early and a step late, and no longer', () => {
  const now = new Date(1_111_111_111_000)
  const step = stepAt(now)
  for (const around of [-1, 0, 1])
    expect(stepOf(SECRET, codeAt(SECRET, step + around), now)).toBe(step + around)
  for (const around of [-2, 2]) expect(stepOf(SECRET, codeAt(SECRET, step + around), now)).toBeUndefined()
})

test.each(['', '1', '12345', '1234567', 'abcdef', '٠٠٠٠٠٠', '０００００0', '9'.repeat(10_000)])(
  'no code at all: %j',
  (typed) => expect(stepOf(SECRET, typed, new Date(59_000))).toBeUndefined(),
)

test('[A-14] codes of the app are compared in constant time, all that are good now, wherever one differs', () => {
  const now = new Date(59_000)
  const right = codeAt(SECRET, stepAt(now))
  expect(stepOf(SECRET, ` ${right.slice(0, 3)} ${right.slice(3)} `, now)).toBe(stepAt(now))
  for (let at = 0; at < 6; at++) {
    const wrong = `${right.slice(0, at)}${(Number(right[at]) + 1) % 10}${right.slice(at + 1)}`
    expect(stepOf(SECRET, wrong, now)).toBeUndefined()
  }
})

test('secrets are written as apps read them (RFC 4648)', () => {
  const cases = { '': '', f: 'MY', fo: 'MZXQ', foo: 'MZXW6', foob: 'MZXW6YQ', foobar: 'MZXW6YTBOI' }
  for (const [plain, written] of Object.entries(cases)) expect(base32(Buffer.from(plain))).toBe(written)
  expect(otpauth({ archive: 'Ink: & Co', account: 'ana', secret: SECRET })).toBe(
    'otpauth://totp/Ink%20%20%26%20Co:ana?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Ink%3A%20%26%20Co&algorithm=SHA1&digits=6&period=30',
  )
})
