import type { TextHead } from './text-head.ts'
import { isBlank } from './text-layout.ts'
import { namesIn } from './text-sections.ts'

/** The title as printed under the stats, and `by NAME, NAME`. */
export interface Signed {
  readonly title: string
  readonly creators: readonly string[]
  readonly anonymous: boolean
  /** Somebody was named, if only Anonymous. */
  readonly named: boolean
  readonly rest: readonly string[]
}

/** A title may run over lines; a byline further down is none. */
const LINES_OF_TITLE = 5
/** Nobody's work has more creators than this. */
const LINES_OF_NAMES = 200
/** A pen name and an account, with room to spare; longer, and the story ran into the line. */
const LONGEST_NAME = 150

export function readByline(lines: readonly string[], head: TextHead): Signed {
  const titled = withTitleApart(lines, head.title)
  const at = titled.findIndex((line) => /^\s*by(?:\s|$)/.test(line))
  const above = at < 0 ? [] : titled.slice(0, at).filter((line) => !isBlank(line))
  if (at < 0 || above.length > LINES_OF_TITLE) return unsigned(titled, head)
  const { names, next } = creatorsFrom(titled, at)
  if (names.some((name) => name.length > LONGEST_NAME)) return unsigned(titled, head)
  const title = above.join(' ').replace(/\s+/g, ' ').trim() || head.title
  const creators = names.filter((name) => name !== 'Anonymous')
  const named = names.length > 0
  return { title, creators, anonymous: creators.length === 0, named, rest: titled.slice(next) }
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
  for (let ahead = nextFilled(lines, next); ahead < at + LINES_OF_NAMES; ahead = nextFilled(lines, next)) {
    const line = lines[ahead]?.trim() ?? ''
    if (line === '') break
    const near = ahead - next <= 1
    if (!(text === '' || (near && text.endsWith(',')) || (near && line.startsWith(',')))) break
    text = `${text} ${line}`.trim()
    next = ahead + 1
  }
  return { names: namesIn(text.replace(/(?<!\s)\s+,/g, ',')), next }
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from
  while (at < lines.length && isBlank(lines[at])) at++
  return at
}

/** No byline: the title of the preface, and the page's own title, `Title - Author - Fandom`. */
function unsigned(lines: readonly string[], head: TextHead): Signed {
  const page = (head.front[0] ?? '').split(' - ')
  const title = head.title || (page[0] ?? '')
  const names = page.length >= 3 && page[0] === title ? namesIn(page[1] ?? '') : []
  const at = nextFilled(lines, 0)
  const repeats = lines[at]?.trim() === title
  const creators = names.filter((name) => name !== 'Anonymous')
  const rest = repeats ? lines.slice(at + 1) : lines
  return { title, creators, anonymous: creators.length === 0, named: names.length > 0, rest }
}
