import { isTag, type Kid, type Tag } from './tree.ts'

export const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'source', 'track'])
/** Attributes that say all by being there. */
export const SWITCHES: ReadonlySet<string> = new Set(['controls', 'default', 'open', 'playsinline'])

export const escapeText = (text: string): string =>
  /[&<>\u00a0]/.test(text)
    ? text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('\u00a0', '&nbsp;')
    : text

const escapeValue = (value: string): string => escapeText(value).replaceAll('"', '&quot;')

/** Clean markup of a clean tree: one block a line at the top, nothing between blocks below. */
export function writeHtml(root: Tag): string {
  return root.kids.map(writeKid).join('\n')
}

/** The cleaner's trees are no deeper than its cap, so this may call itself. */
function writeKid(kid: Kid): string {
  if (!isTag(kid)) return escapeText(kid)
  let written = `<${kid.name}`
  for (const [name, value] of kid.attrs)
    written += SWITCHES.has(name) ? ` ${name}` : ` ${name}="${escapeValue(value)}"`
  written += '>'
  if (VOID.has(kid.name)) return written
  // A browser swallows the first line end in a <pre>: one that is meant needs another before it.
  if (kid.name === 'pre' && startsWithLineEnd(kid)) written += '\n'
  for (const inner of kid.kids) written += writeKid(inner)
  return `${written}</${kid.name}>`
}

function startsWithLineEnd(pre: Tag): boolean {
  const first = pre.kids[0]
  return typeof first === 'string' && first.startsWith('\n')
}
