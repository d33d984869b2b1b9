import { type Attrs, attribute, isTag, type Kid, type Tag, tag } from './tree.ts'
import { VOID, writeHtml } from './write.ts'

/**
 * How much of a text is written in Markdown's signs. `easy`: signs, and only what must be is escaped. `careful`: signs,
 * and everything is escaped that could be one. `tags`: phrases keep their tags.
 */
export type Manner = 'easy' | 'careful' | 'tags'

export function phrasesAs(manner: Manner, kids: readonly Kid[]): string {
  const written = kids.map((kid) => (isTag(kid) ? phraseAs(manner, kid) : textAs(manner, kid))).join('')
  return written
}

/** A paragraph: no line of it may begin as something else would. */
export const paragraphAs = (manner: Manner, kids: readonly Kid[]): string =>
  phrasesAs(manner, kids).split('\n').map(asLine).join('\n')

const asLine = (line: string): string =>
  line
    .replace(
      /^(\s*)(#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|=+\s*$|-+\s*$|~~~|[-*_](?:[ \t]*[-*_])+[ \t]*$)/,
      '$1\\$2',
    )
    .replace(/^(\s*\d{1,9})([.)](?:\s|$))/, '$1\\$2')

function phraseAs(manner: Manner, one: Tag): string {
  const { name, attrs, kids } = one
  const note = numberOfMark(one)
  if (note !== undefined) return `[^${note}]`
  if (name === 'br') return manner === 'tags' ? '<br>' : '\n'
  const signed = manner === 'tags' ? undefined : signedAs(manner, one)
  if (signed !== undefined) return signed
  const open = opening(name, attrs)
  if (VOID.has(name)) return open
  return WHOLE.has(name) ? raw(one) : `${open}${phrasesAs(manner, kids)}</${name}>`
}

const WHOLE: ReadonlySet<string> = new Set(['audio', 'ruby', 'video'])
const SIGNS: Readonly<Record<string, string>> = { em: '*', strong: '**', s: '~~' }

function signedAs(manner: Manner, { name, attrs, kids }: Tag): string | undefined {
  const sign = SIGNS[name]
  if (sign && attrs.length === 0 && kids.length > 0) return `${sign}${phrasesAs(manner, kids)}${sign}`
  if (name === 'code' && attrs.length === 0) return codeOf(kids)
  if (name === 'a' && has(attrs, ['href', 'rel', 'title'])) return linkAs(manner, attrs, kids)
  return name === 'img' && has(attrs, ['src', 'alt', 'title']) ? pictureOf(attrs) : undefined
}

const has = (attrs: Attrs, names: readonly string[]): boolean => attrs.every(([name]) => names.includes(name))

function codeOf(kids: readonly Kid[]): string | undefined {
  const [only, ...others] = kids
  const isPlain = typeof only === 'string' && others.length === 0 && !/`|\n|^\s|\s$|\u00a0/.test(only)
  return isPlain ? `\`${only}\`` : undefined
}

function linkAs(manner: Manner, attrs: Attrs, kids: readonly Kid[]): string {
  const href = attribute(attrs, 'href') ?? ''
  const words = phrasesAs(manner, kids)
  if (kids.length === 1 && kids[0] === href && /^https?:\/\/[^<>\s]+$/.test(href) && attrs.length === 2)
    return `<${href}>`
  return `[${words}](${target(href)}${titleOf(attrs)})`
}

const pictureOf = (attrs: Attrs): string =>
  `![${textAs('careful', attribute(attrs, 'alt') ?? '')}](${target(attribute(attrs, 'src') ?? '')}${titleOf(attrs)})`

const target = (address: string): string => (/[\s()]|^$/.test(address) ? `<${address}>` : address)

function titleOf(attrs: Attrs): string {
  const title = attribute(attrs, 'title')
  return title === undefined ? '' : ` "${title.replace(/["\\&]/g, '\\$&')}"`
}

/** The cleaner writes `rel` anew. */
function opening(name: string, attrs: Attrs): string {
  const bare = writeHtml(
    tag(
      '#root',
      [],
      [
        tag(
          name,
          attrs.filter(([key]) => key !== 'rel'),
        ),
      ],
    ),
  )
  return bare.replace(`</${name}>`, '').trimEnd()
}

/** As HTML in one line: an empty line would end it. */
export const raw = (one: Kid): string => writeHtml(tag('#root', [], [one])).replaceAll('\n', '&#10;')

function textAs(manner: Manner, text: string): string {
  const signs = manner === 'easy' ? easy(text) : text.replace(/[!-/:-@[-`{-~]/g, (sign) => escaped(sign))
  return signs.replaceAll('\u00a0', '&nbsp;').replaceAll('\n', '&#10;')
}

const SPELLED: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }
const CALM = new Set([...'\'",.;:!?/%$@-()+=|#{}'])

/** In the careful manner. What means nothing within a line is left as it is. */
const escaped = (sign: string): string => SPELLED[sign] ?? (CALM.has(sign) ? sign : `\\${sign}`)

const easy = (text: string): string =>
  text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[*`]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~(?=~)/g, '\\~')
    .replace(/\][([:]/.test(text) ? /\[/g : /\[(?=\^)/g, '\\[')
    .replace(/<(?=[a-z/!?])/gi, '&lt;')
    .replace(/&(?=#?\w{1,31};)/g, '&amp;')

/** The mark of a footnote, as the editor and Markdown write it. */
export function numberOfMark({ name, attrs, kids }: Tag): string | undefined {
  const [link, ...others] = kids
  if (name !== 'sup' || attrs.length > 0 || others.length > 0 || !isTag(link, 'a')) return undefined
  const [number] = link.kids
  const isMark = typeof number === 'string' && /^\d{1,4}$/.test(number) && isNoteLink(link, 'ref', number)
  return isMark ? number : undefined
}

export function isNoteLink({ attrs, kids }: Tag, kind: 'ref' | 'note', number: string): boolean {
  const other = kind === 'ref' ? 'note' : 'ref'
  const id = attribute(attrs, 'id')
  return (
    kids[0] === number &&
    kids.length === 1 &&
    has(attrs, ['href', 'id', 'rel']) &&
    attribute(attrs, 'href') === `#text-${other}-${number}` &&
    (id === `text-${kind}-${number}` || (kind === 'ref' && id === undefined))
  )
}
