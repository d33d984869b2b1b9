const LONGEST = 24
const SHORTEST = 3

/** Latin letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    æ: 'ae',
    Æ: 'AE',
    œ: 'oe',
    Œ: 'OE',
    ß: 'ss',
    ẞ: 'SS',
    ø: 'o',
    Ø: 'O',
    đ: 'd',
    Đ: 'D',
    ð: 'd',
    Ð: 'D',
    þ: 'th',
    Þ: 'Th',
    ł: 'l',
    Ł: 'L',
    ħ: 'h',
    Ħ: 'H',
    ı: 'i',
  }),
)

/** AO3's rule: ASCII, at most 24 characters cut at a word, `_` for spaces, `Work_ID` when little is left. */
export function fileName(title: string, workId: number | string): string {
  const ascii = title
    .replace(/&\w+;/g, '')
    .normalize('NFKD')
    .replace(/[^\u0000-\u007F]/g, (letter) => LETTERS.get(letter) ?? '')
    .replace(/[^\w -]+/g, '')
    .replace(/ +/g, ' ')
    .trim()
  const name = cutAtWord(ascii)
  const whole = name.length < SHORTEST ? `${name} Work ${workId}`.trim() : name
  return whole.replaceAll(' ', '_')
}

function cutAtWord(text: string): string {
  if (text.length <= LONGEST) return text
  const end = text.lastIndexOf(' ', LONGEST)
  return text.slice(0, end > 0 ? end : LONGEST).trim()
}

/** Things that end a header, a name or a path, or turn text around on the screen. */
const UNSAFE =
  /[\u0000-\u001F\u007F-\u009F"\\/:*?<>|\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|\p{Surrogate}/gu

/**
 * RFC 6266: the ASCII name for clients that read only `filename`, such as KOReader, and the title itself for
 * those that read `filename*`.
 */
export function contentDisposition(name: string, title: string, extension: string): string {
  const plain = `${name.replace(/[^\w.-]/g, '_')}.${extension}`
  const full = title
    .replace(UNSAFE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
    .replace(/\p{Surrogate}/gu, '')
  const shown = full.replace(/^\.+/, '') || name
  const encoded = encodeURIComponent(`${shown}.${extension}`).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
