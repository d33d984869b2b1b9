/** Characters XML 1.0 cannot hold, lone surrogates among them: they are left out wherever text is written. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu
const UNSAFE = /[&<>]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u

const withoutForbidden = (text: string): string => text.replace(FORBIDDEN, '')

/** Plain text as element content. */
export function xmlText(text: string): string {
  if (!UNSAFE.test(text)) return text
  return withoutForbidden(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Plain text as a double-quoted attribute's value; white space survives. */
export function xmlAttribute(text: string): string {
  const safe = xmlText(text)
  if (!UNSAFE_IN_VALUE.test(safe)) return safe
  return safe
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;')
}

const UNSAFE_IN_VALUE = /["\n\r\t]/

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
])

/** Markup text back to plain text: the XML entities, `&nbsp;` and numeric references. */
export function plainOf(markup: string): string {
  if (!markup.includes('&')) return markup
  return markup.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED.get(name) ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** Text of untrusted markup, made text any XML parser takes: only numeric and the five named references. */
export function markupText(text: string): string {
  let safe = text
  if (safe.includes('<')) safe = safe.replaceAll('<', '&lt;')
  if (safe.includes('&')) safe = safe.replace(/&(?:([a-z0-9]+);|#(x?)([0-9a-f]+);)?/gi, reference)
  if (safe.includes('\r')) safe = safe.replace(/\r\n?/g, '\n')
  if (safe.includes(']]>')) safe = safe.replaceAll(']]>', ']]&gt;')
  return UNSAFE.test(safe) ? withoutForbidden(safe) : safe
}

function reference(whole: string, name?: string, hex?: string, digits?: string): string {
  if (name) {
    if (name === 'nbsp') return '&#160;'
    return NAMED.has(name) ? whole : `&amp;${name};`
  }
  if (!digits) return '&amp;'
  const code = Number.parseInt(digits, hex ? 16 : 10)
  if (!(code <= 0x10ffff)) return ''
  const character = String.fromCodePoint(code)
  return withoutForbidden(character) ? whole : ''
}
