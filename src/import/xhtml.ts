/**
 * XHTML made readable for an HTML parser: `<title/>` and `<a id="x"/>` are whole elements there, but in HTML
 * the slash means nothing and the rest of the file would fall inside them. One pass, whatever the text is.
 */
export function expandSelfClosing(xhtml: string): string {
  const out: string[] = []
  let kept = 0
  for (let at = xhtml.indexOf('<'); at >= 0; at = xhtml.indexOf('<', at)) {
    const end = endOfTag(xhtml, at)
    if (end < 0) break
    const name = xhtml[end - 1] === '/' ? /^<([a-z][\w:.-]*)/i.exec(xhtml.slice(at, at + 80))?.[1] : undefined
    if (name && !VOID.has(name.toLowerCase())) {
      out.push(xhtml.slice(kept, end - 1), `></${name}>`)
      kept = end + 1
    }
    at = end + 1
  }
  out.push(xhtml.slice(kept))
  return out.join('')
}

/** Where the `>` of a tag or comment is; quotes may hold one. -1 when it never ends. */
function endOfTag(text: string, start: number): number {
  if (text.startsWith('<!--', start)) {
    const end = text.indexOf('-->', start + 4)
    return end < 0 ? -1 : end + 2
  }
  let quote = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return at
  }
  return -1
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
