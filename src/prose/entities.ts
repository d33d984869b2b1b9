/** The references clean HTML has, and those writers use most; any other name is taken for a letter. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ['amp', 38],
  ['lt', 60],
  ['gt', 62],
  ['quot', 34],
  ['apos', 39],
  ['nbsp', 160],
  ['lsquo', 0x2018],
  ['rsquo', 0x2019],
  ['ldquo', 0x201c],
  ['rdquo', 0x201d],
  ['ndash', 0x2013],
  ['mdash', 0x2014],
  ['hellip', 0x2026],
  ['shy', 0xad],
  ['ensp', 0x2002],
  ['emsp', 0x2003],
  ['thinsp', 0x2009],
])
const LETTER = 97

/** The character that the reference at an ampersand stands for, and its length; a bare ampersand is itself. */
export function namedCharacter(html: string, at: number): readonly [code: number, length: number] {
  // No further than the longest name, so that a text of bare ampersands is not read again for each.
  const length = html.slice(at, at + 33).indexOf(';')
  if (length < 0) return plainAmpersand
  const end = at + length
  const name = html.slice(at + 1, end)
  const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
  if (number) {
    const code = number[1] ? Number.parseInt(number[1], 16) : Number(number[2])
    return [code > 0 && code <= 0x10ffff ? code : 0xfffd, end - at + 1]
  }
  return /^[a-z][a-z0-9]*$/i.test(name) ? [NAMED.get(name) ?? LETTER, end - at + 1] : plainAmpersand
}

const plainAmpersand = [38, 1] as const
