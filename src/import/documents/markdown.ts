import { parse } from 'yaml'
import { z } from 'zod'
import { htmlFrom } from '../../prose/index.ts'
import { layoutOf } from '../text-layout.ts'
import { notTooManyLines } from '../too-much.ts'
import { type About, NOTHING_ABOUT, type ReadDocument } from './document.ts'
import { readHtmlText } from './html-file.ts'

/** Markdown, with what Obsidian, Ellipsus and Pandoc add: front matter, footnotes, links in double brackets, comments. */
export function readMarkdown(given: string): ReadDocument {
  const { about, body } = withoutFrontMatter(notTooManyLines(given))
  const text = withoutOwn(body)
  const { main, notes } = footnotesApart(text)
  const html = htmlFrom(main, 'markdown')
  // Lines cut at a column are no lines of the writer's; markdown keeps every line's end.
  const flowing = layoutOf(main.split('\n')).width === null ? html : html.replaceAll('<br>\n', '\n')
  const read = readHtmlText(flowing + notes)
  return { ...read, about: { ...about, title: about.title || read.about.title } }
}

/** Does it look like Markdown? A heading, stress of two stars, a note: what plain texts do not have. */
export const looksLikeMarkdown = (text: string): boolean =>
  /^#{1,6} \S/m.test(text) ||
  /^\[\^[^\]\s]{1,100}\]:/m.test(text) ||
  /^---\r?\n[\w-]+:/.test(text) ||
  /\*\*[^\s*][^*\n]*\*\*/.test(text)

/** What stands between two lines of dashes at the very beginning, and what follows. */
function frontOf(text: string): { readonly yaml: string; readonly rest: string } | undefined {
  if (!text.startsWith('---\n')) return undefined
  const end = text.indexOf('\n---', 3)
  const line = end < 0 ? -1 : text.indexOf('\n', end + 1)
  if (end < 0 || end > LONGEST_FRONT) return undefined
  return { yaml: text.slice(4, end), rest: line < 0 ? '' : text.slice(line + 1) }
}
const LONGEST_FRONT = 20_000

function withoutFrontMatter(text: string): { about: About; body: string } {
  const front = frontOf(text)
  const said = front && fieldsIn(front.yaml)
  if (!front || !said) return { about: NOTHING_ABOUT, body: text }
  const one = (...names: string[]): string => names.map((name) => said[name]?.[0] ?? '').find(Boolean) ?? ''
  const all = (...names: string[]): string[] => names.flatMap((name) => said[name] ?? [])
  return {
    about: {
      title: one('title'),
      language: one('language', 'lang'),
      summary: one('summary', 'description', 'abstract'),
      tags: all('tags', 'tag', 'keywords').map((tag) => tag.replace(/^#/, '')),
      fandoms: all('fandom', 'fandoms'),
    },
    body: front.rest,
  }
}

const VALUE = z.union([z.string(), z.number()]).transform(String)
const FIELDS = z.record(z.string(), z.unknown())

/** Each field as a list; undefined where it is no front matter after all. */
function fieldsIn(yaml: string): Readonly<Record<string, readonly string[]>> | undefined {
  let read: unknown
  try {
    read = parse(yaml, { maxAliasCount: 0, logLevel: 'silent' })
  } catch {
    return undefined // two lines of dashes round something else: it stays text
  }
  const fields = FIELDS.safeParse(read)
  if (!fields.success) return undefined
  return Object.fromEntries(
    Object.entries(fields.data).map(([name, value]) => {
      const list = z.array(VALUE).safeParse(value)
      const single = VALUE.safeParse(value)
      const isList = /^(?:tags?|keywords|fandoms?)$/i.test(name)
      const parts = single.success ? (isList ? single.data.split(',') : [single.data]) : []
      return [
        name.toLowerCase(),
        (list.success ? list.data : parts).map((part) => part.trim()).filter(Boolean),
      ]
    }),
  )
}

const withoutOwn = (text: string): string =>
  text
    .replace(/%%[^%]*%%/g, '')
    .replace(/!\[\[([^[\]|\n]+)(?:\|[^[\]\n]*)?\]\]/g, '<img alt="$1">')
    .replace(/\[\[(?:[^[\]|\n]+\|)?([^[\]|\n]+)\]\]/g, '$1')
    .replace(/==([^=\n]+)==/g, '$1')

const DEFINED = /^\[\^([^[\]\s]+)\]:(.*)$/

/** `[^1]` and `[^1]: text`, as links that lead both ways. */
function footnotesApart(text: string): { main: string; notes: string } {
  const notes = new Map<string, string[]>()
  const main: string[] = []
  let open: string[] | undefined
  for (const line of text.split('\n')) {
    const [, name, first = ''] = DEFINED.exec(line) ?? []
    if (name !== undefined) {
      open = [first.trim()]
      notes.set(name, open)
    } else if (open && (/^(?: {2,}|\t)\S/.test(line) || line.trim() === '')) open.push(line.trim())
    else {
      open = undefined
      main.push(line)
    }
  }
  const seen = new Set<string>()
  const linked = main.join('\n').replace(/\[\^([^[\]\s]+)\]/g, (written, name: string) => {
    if (!notes.has(name) || seen.has(name)) return written
    seen.add(name)
    return `<sup><a id="fnref-${seen.size}" href="#fn-${seen.size}">${seen.size}</a></sup>`
  })
  const under = [...seen].map((name, at) => {
    const html = htmlFrom((notes.get(name) ?? []).join('\n').trim(), 'markdown')
    return `<div id="fn-${at + 1}"><a href="#fnref-${at + 1}"></a>${html}</div>`
  })
  const unused = [...notes].filter(([name]) => !seen.has(name)).map(([, lines]) => lines.join('\n'))
  return { main: [linked, ...unused].join('\n\n'), notes: under.join('') }
}
