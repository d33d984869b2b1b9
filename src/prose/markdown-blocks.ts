import { isNoteLink, type Manner, paragraphAs, phrasesAs, raw } from './markdown-phrases.ts'
import { MODELS } from './models.ts'
import { attribute, isTag, type Kid, type Tag } from './tree.ts'

/** A block in Markdown; what Markdown cannot say stays HTML. */
export function blockAs(manner: Manner, block: Tag, sign = '-'): string {
  return (
    (block.attrs.length === 0 || block.name === 'ol'
      ? WRITERS[block.name]?.(manner, block, sign)
      : undefined) ?? raw(block)
  )
}

type Writer = (manner: Manner, block: Tag, sign: string) => string | undefined

const heading: Writer = (manner, { name, kids }) => {
  const words = phrasesAs(manner, kids)
  return words.includes('\n')
    ? undefined
    : `${'#'.repeat(Number(name.slice(1)))} ${words.replace(/#$/, '\\#')}`
}

const WRITERS: Readonly<Record<string, Writer>> = {
  ...{ h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading },
  blockquote: (manner, { kids }) =>
    areBlocks(kids) && kids.length > 0
      ? blocksAs(manner, kids)
          .join('\n\n')
          .split('\n')
          .map((line) => (line ? `> ${line}` : '>'))
          .join('\n')
      : undefined,
  hr: () => '***',
  ol: (manner, list, sign) => listAs(manner, list, sign === '-' ? '.' : ')'),
  p: (manner, { kids }) => paragraphAs(manner, kids),
  pre: (_, { kids }) => fenceOf(kids),
  ul: (manner, list, sign) => listAs(manner, list, sign),
}

/** Two lists in a row would be one: their signs take turns. */
export function blocksAs(manner: Manner, blocks: readonly Kid[]): string[] {
  let sign = '-'
  let before: string | undefined
  return blocks
    .filter((kid) => isTag(kid))
    .map((block) => {
      sign = block.name === before && sign === '-' ? '*' : '-'
      before = block.name
      return blockAs(manner, block, sign)
    })
}

const isBlock = (kid: Kid): kid is Tag => isTag(kid) && MODELS.get(kid.name)?.role === 'block'
const areBlocks = (kids: readonly Kid[]): boolean => kids.every(isBlock)

function listAs(manner: Manner, { attrs, kids }: Tag, sign: string): string | undefined {
  const items = kids.filter((kid) => isTag(kid))
  if (items.length === 0 || items.some((item) => item.attrs.length > 0 || item.kids.length === 0))
    return undefined
  if (attrs.some(([name]) => name !== 'start')) return undefined
  const first = Number(attribute(attrs, 'start') ?? 1)
  const isSpaced = items.every((item) => areBlocks(item.kids))
  const written = items.map((item, at) => {
    const mark = sign === '.' || sign === ')' ? `${first + at}${sign} ` : `${sign} `
    return mark + indented(itemAs(manner, item), mark.length)
  })
  return written.join(isSpaced ? '\n\n' : '\n')
}

function itemAs(manner: Manner, { kids }: Tag): string {
  const at = kids.findIndex(isBlock)
  const [line, blocks] = at < 0 ? [kids, []] : [kids.slice(0, at), kids.slice(at)]
  const written = blocksAs(manner, blocks)
  return line.length > 0 ? [paragraphAs(manner, line), ...written].join('\n') : written.join('\n\n')
}

const indented = (text: string, by: number): string => text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`)

function fenceOf(kids: readonly Kid[]): string | undefined {
  const [code, ...others] = kids
  if (!isTag(code, 'code') || others.length > 0 || code.kids.length > 1) return undefined
  const [text = ''] = code.kids
  const [, language = ''] = /^language-([\w-]+)$/.exec(attribute(code.attrs, 'class') ?? '') ?? []
  const isPlain = typeof text === 'string' && text.endsWith('\n') && !text.includes('```')
  return isPlain && code.attrs.length <= 1 ? `\`\`\`${language}\n${text}\`\`\`` : undefined
}

/** The block of footnotes at the end of a text, note by note; undefined where it is not of that form. */
export function notesAs(manner: Manner, block: Tag | undefined): string | undefined {
  if (block?.name !== 'div' || attribute(block.attrs, 'class') !== 'footnotes') return undefined
  const notes: Tag[][] = []
  for (const kid of block.kids) {
    if (!isBlock(kid)) return undefined
    const [link, space] = kid.kids
    const begins = isTag(link, 'a') && isNoteLink(link, 'note', String(notes.length + 1))
    if (begins && (typeof space !== 'string' || !space.startsWith(' '))) return undefined
    if (begins) notes.push([{ ...kid, kids: [String(space).slice(1), ...kid.kids.slice(2)] }])
    else if (notes.length === 0) return undefined
    else notes.at(-1)?.push(kid)
  }
  return notes
    .map((note, at) => `[^${at + 1}]: ${indented(blocksAs(manner, note).join('\n\n'), 4)}`)
    .join('\n\n')
}
