import { describe, expect, test } from 'vitest'
import { isEmailAddress } from './email-address.ts'

describe('an address a mail can be sent to', () => {
  test.each([
    ...[
      'ana@example.org',
      'ana+fic@example.org',
      "o'neill@example.org",
      '"ana b"@example.org',
      '"a@b"@example.org',
    ],
    ...[
      '"say \\"hi\\""@example.org',
      'a.b.c@sub.example.co.uk',
      'x@xn--bcher-kva.example',
      'ana@bücher.example',
    ],
    ...['用户@例子.广告', '!#$%&*/=?^_`{|}~-@example.org', `${'a'.repeat(64)}@example.org`],
  ])('%s', (address) => expect(isEmailAddress(address)).toBe(true))
})

describe('[A-34] what is none, or would be more than one', () => {
  test.each([
    ...[
      '',
      'ana',
      '@example.org',
      'ana@',
      'ana@example',
      'ana@@example.org',
      'ana b@example.org',
      '.ana@example.org',
    ],
    ...['ana.@example.org', 'a..b@example.org', 'ana@-example.org', 'ana@example-.org', 'ana@example..org'],
    ...[
      'ana@example.org\r\nBcc: all@example.org',
      'ana@example.org\nx',
      'ana\r\n@example.org',
      '"ana\n"@example.org',
    ],
    ...[
      'ana@example.org,bob@example.org',
      'Ana <ana@example.org>',
      'ana@example.org ',
      'ana@example.org\u2028x',
    ],
    ...[
      'ana%0a@example.org\n',
      'ana@[127.0.0.1]',
      'ana@127.0.0.1',
      '"ana"b@example.org',
      '"@example.org',
      'ana@ex_ample.org',
    ],
    ...[
      `${'a'.repeat(65)}@example.org`,
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.org`,
    ],
    ...['x'.repeat(100_000), `${'a.'.repeat(50_000)}@example.org`],
  ])('%j', (address) => expect(isEmailAddress(address)).toBe(false))
})
