/**
 * What stops an XML parser, by the rules of XML 1.0 and not by ours: undefined when the document is well-formed.
 * Strict where the writer is lenient: no HTML entities, no bare `<` or `&`, no equal attributes, one root.
 */
export function notWellFormed(xml: string): string | undefined {
  const bad = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u.exec(xml)
  if (bad) return `character ${bad[0].codePointAt(0)} at ${bad.index}`
  const open: string[] = []
  let at = 0
  let roots = 0
  while (at < xml.length) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(xml)
    if (!match) return `no token at ${at}: ${xml.slice(at, at + 60)}`
    at = TOKEN.lastIndex
    const [whole, text, closing, opening, attributes, empty] = match
    if (text?.trim() && open.length === 0) return `text outside the root: ${text.slice(0, 40)}`
    if (text?.includes(']]>')) return ']]> in text'
    if (closing !== undefined && open.pop() !== closing) return `</${closing}> closes another element`
    if (opening === undefined) continue
    if (open.length === 0 && ++roots > 1) return `second root ${whole}`
    const names = [...(attributes ?? '').matchAll(/([^\s=]+)="[^"]*"/g)].map((found) => found[1])
    if (new Set(names).size !== names.length) return `equal attributes in ${whole}`
    if (!empty) open.push(opening)
  }
  return open.length > 0 ? `<${open.at(-1)}> never closed` : undefined
}

const REFERENCE = '&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);'
const NAME = '[A-Za-z_:][A-Za-z0-9_:.-]*'
const TOKEN = new RegExp(
  [
    '<\\?xml [^?]*\\?>|<!DOCTYPE [^>]*>|<!--(?:(?!--)[^])*-->',
    `((?:[^<&]|${REFERENCE})+)`,
    `</(${NAME})\\s*>`,
    `<(${NAME})((?:\\s+${NAME}="(?:[^<&"]|${REFERENCE})*")*)\\s*(/?)>`,
  ].join('|'),
  'y',
)
