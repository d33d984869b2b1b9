import type { TextHead } from './text-head.ts'
import { isBlank } from './text-layout.ts'
import { namesIn } from './text-sections.ts'

/** The title as printed under the stats, and `by NAME, NAME`. */
export interface Signed {
  readonly title: string
  readonly creators: readonly string[]
  readonly anonymous: boolean
  readonly rest: readonly string[]
}

/** A title may run over lines; a byline further down is none. */
const LINES_OF_TITLE = 5

export function readByline(lines: readonly string[], head: TextHead): Signed {
  const titled = withTitleApart(lines, head.title)
  const at = titled.findIndex((line) => /^\s*by(?:\s|$)/.test(line))
  const above = at < 0 ? [] : titled.slice(0, at).filter((line) => !isBlank(line))
  if (at < 0 || above.length > LINES_OF_TITLE) return unsigned(titled, head)
  const { names, next } = creatorsFrom(titled, at)
  const title = above.join(' ').replace(/\s+/g, ' ').trim() || head.title
  const creators = names.filter((name) => name !== 'Anonymous')
  return { title, creators, anonymous: creators.length === 0, rest: titled.slice(next) }
}

/** `Titleby NAME` in one run: parted where the title known from the preface ends. */
function withTitleApart(lines: readonly string[], title: string): readonly string[] {
  const at = lines.findIndex((line) => !isBlank(line))
  const line = lines[at]?.trim() ?? ''
  if (title === '' || !line.startsWith(title) || !/^\s*by\s/.test(line.slice(title.length))) return lines
  return [...lines.slice(0, at), title, line.slice(title.length).trim(), ...lines.slice(at + 1)]
}

/** Names after `by`, on its line or below it, going on as long as a comma says so. */
function creatorsFrom(lines: readonly string[], at: number): { names: string[]; next: number } {
  let text = (lines[at] ?? '').trim().replace(/^by\s*/, '')
  let next = at + 1
  for (let ahead = nextFilled(lines, next); ahead < lines.length; ahead = nextFilled(lines, next)) {
    const line = lines[ahead]?.trim() ?? ''
    const near = ahead - next <= 1
    if (!(text === '' || (near && text.endsWith(',')) || (near && line.startsWith(',')))) break
    text = `${text} ${line}`.trim()
    next = ahead + 1
  }
  return { names: namesIn(text.replace(/\s+,/g, ',')), next }
}

function nextFilled(lines: readonly string[], from: number): number {
  const at = lines.findIndex((line, i) => i >= from && !isBlank(line))
  return at < 0 ? lines.length : at
}

/** No byline: the title of the preface, and the page's own title, `Title - Author - Fandom`. */
function unsigned(lines: readonly string[], head: TextHead): Signed {
  const page = (head.front[0] ?? '').split(' - ')
  const title = head.title || (page[0] ?? '')
  const names = page.length >= 3 && page[0] === title ? namesIn(page[1] ?? '') : []
  const at = nextFilled(lines, 0)
  const repeats = lines[at]?.trim() === title
  const creators = names.filter((name) => name !== 'Anonymous')
  return { title, creators, anonymous: creators.length === 0, rest: repeats ? lines.slice(at + 1) : lines }
}
