import {
  attr,
  byId,
  type Element,
  elementsIn,
  find,
  findAll,
  hasClass,
  type Parent,
  parseDocument,
  plain,
} from '../prose/index.ts'
import { originOf } from './addresses.ts'
import { looksLikeAo3Html } from './ao3-html.ts'
import { readPageChapters } from './ao3-page-chapters.ts'
import { readPageBack, readPageFront } from './ao3-page-front.ts'
import { pageRows } from './ao3-page-rows.ts'
import { assemble, type FoundChapter, listed } from './assemble.ts'
import { type Findings, findings } from './authored.ts'
import { type Reading, refused } from './source.ts'
import { readStats } from './stats.ts'

/** A work's page saved from a browser: its table of tags comes first, then the work. */
export function looksLikeAo3Page(text: string): boolean {
  const meta = text.search(/<dl\b[^<>]*\bclass=["']?work meta\b/i)
  const work = text.search(/<div\b[^<>]*\bid=["']?workskin\b/i)
  return meta >= 0 && work > meta && !looksLikeAo3Html(text)
}

export function readAo3Page(text: string): Reading {
  const document = parseDocument(text)
  const meta = find(document, (e) => e.tagName === 'dl' && hasClass(e, 'work') && hasClass(e, 'meta'))
  const work = byId(document, 'workskin')
  const main = work && elementsIn(work).find((e) => attr(e, 'id') === 'chapters')
  if (!meta || !work || !main) return refused('no-chapters', 'The page is of a work but holds no text of it.')
  if (isCutOff(text, document))
    return refused('damaged', 'The page is truncated: it stops before its end. Please save it again.')
  const found = findings()
  const rows = pageRows(meta, found)
  const { posted } = readStats(rows.find((row) => row.label === 'Stats')?.text ?? '').chapterCount
  const chapters = readPageChapters(main, found)
  const front = readPageFront(work, found)
  nameLosses(document, chapters, posted, found)
  return assemble(
    {
      ...front,
      ...readPageBack(work, front.relatedWorks, found),
      rows,
      origin: originOfPage(text, document),
      chapters,
      format: 'ao3-page',
      era: chapters.length < posted ? 'saved chapter' : 'saved page',
    },
    found,
  )
}

/** A whole page goes on after the work: with comments, with a footer, with its own end. */
const isCutOff = (text: string, document: Parent): boolean =>
  !/<\/html>/i.test(text.slice(-1_000)) && !byId(document, 'footer') && !byId(document, 'feedback')

/** Browsers note where a page came from; else the links around the work say it. */
function originOfPage(text: string, document: Parent): ReturnType<typeof originOf> {
  const saved = /<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)/.exec(
    text.slice(0, 5_000),
  )?.[1]
  const around = findAll(document, (e) => e.tagName === 'ul' && hasClass(e, 'navigation'))
  const links = around.flatMap((list) => findAll(list, (e) => e.tagName === 'a'))
  const chapter = find(document, (e) => e.tagName === 'h3' && hasClass(e, 'title'))
  const hrefs = [...links, ...(chapter ? findAll(chapter, (e) => e.tagName === 'a') : [])].map(
    (a) => attr(a, 'href') ?? '',
  )
  for (const href of [saved ?? '', ...hrefs]) {
    const id = /\/(?:works|downloads)\/(\d+)/.exec(href)?.[1]
    if (id) return originOf(`/works/${id}`, '')
  }
  return null
}

function nameLosses(
  document: Parent,
  chapters: readonly FoundChapter[],
  posted: number,
  { losses }: Findings,
): void {
  const positions = chapters.map((chapter) => chapter.position)
  if (chapters.length > 0 && chapters.length < posted) {
    losses.push(
      `only ${chapters.length === 1 ? 'chapter' : 'chapters'} ${listed(positions)} of ${posted} ${chapters.length === 1 ? 'is' : 'are'} in this file`,
    )
    if (!positions.includes(1))
      losses.push('the work’s summary and notes stand on the page of its first chapter')
    if (!positions.includes(posted)) losses.push('the work’s end notes stand on the page of its last chapter')
  }
  if (chapters.length > posted)
    losses.push(`the page says it has ${posted} chapters and holds ${chapters.length}`)
  if (skinned(document)) losses.push('the work skin, the creator’s own style, is not kept')
  const padlock = find(document, (e) => e.tagName === 'img' && attr(e, 'alt') === '(Restricted)')
  if (padlock) losses.push('where it came from, only people who were logged in could read it')
}

/** A work skin is printed in the body; AO3's own style, which some tools put in the head, is no loss. */
function skinned(document: Parent): boolean {
  const body = find(document, (e) => e.tagName === 'body')
  const isSkin = (e: Element): boolean => e.tagName === 'style' && plain(e).includes('#workskin')
  return body !== undefined && find(body, isSkin) !== undefined
}
