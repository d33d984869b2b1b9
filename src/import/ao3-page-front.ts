import { attr, type Element, elementsIn, find, findAll, hasClass, plain } from '../prose/index.ts'
import type { RelatedWork } from '../works/index.ts'
import { quoted } from './ao3-page-chapters.ts'
import { relatedWorks } from './ao3-related.ts'
import type { FoundWork } from './assemble.ts'
import type { Findings } from './authored.ts'
import { bylineNames, isAnonymous } from './bylines.ts'

type Front = Pick<
  FoundWork,
  'title' | 'creators' | 'anonymous' | 'summary' | 'notes' | 'recipients' | 'relatedWorks'
>

/** What stands above the text: title, byline, summary, notes, gifts and related works. */
export function readPageFront(work: Element, found: Findings): Front {
  const parts = elementsIn(work).filter((e) => hasClass(e, 'preface') && !hasClass(e, 'afterword'))
  const front = parts.slice(0, 1).flatMap(elementsIn)
  const title = front.find((e) => hasClass(e, 'title'))
  const byline = front.find((e) => hasClass(e, 'byline'))
  const lines = front.filter((e) => hasClass(e, 'notes')).flatMap(associations)
  return {
    title: title ? plain(title) : '',
    creators: byline ? bylineNames(byline.childNodes) : [],
    anonymous: byline ? isAnonymous(plain(byline)) : false,
    summary: quoted(front, 'summary', 'summary', found),
    notes: quoted(front, 'notes', 'notes', found),
    recipients: lines.flatMap(recipients),
    relatedWorks: lines.flatMap((line) => related(line, found)),
  }
}

/** What stands below: the work's end notes and the works it inspired. */
export function readPageBack(
  work: Element,
  above: readonly RelatedWork[],
  found: Findings,
): Pick<FoundWork, 'endNotes' | 'relatedWorks'> {
  const modules = elementsIn(work)
    .filter((e) => hasClass(e, 'afterword'))
    .flatMap(opened)
  const notes = modules.filter((e) => attr(e, 'id') === 'work_endnotes')
  const children = modules.find((e) => attr(e, 'id') === 'children')
  const lines = children ? findAll(children, (e) => e.tagName === 'li') : []
  return {
    endNotes: quoted(notes, 'notes', 'notes', found),
    relatedWorks: [...above, ...lines.flatMap((line) => relatedWorks(line, 'inspired') ?? [])],
  }
}

/** Older pages had one more element around the end notes. */
const opened = (element: Element): Element[] =>
  elementsIn(element).flatMap((e) => (attr(e, 'id') ? [e] : [e, ...elementsIn(e)]))

const associations = (notes: Element): Element[] =>
  elementsIn(notes)
    .filter((e) => e.tagName === 'ul')
    .flatMap(elementsIn)

const isGift = (line: Element): boolean => /^For\b/.test(plain(line))

/** `For <a href="/users/x/gifts">x</a>, <a href="/gifts?recipient=y">y</a>.` */
const recipients = (line: Element): string[] =>
  isGift(line) ? findAll(line, (e) => e.tagName === 'a').map(plain) : []

function related(line: Element, found: Findings): RelatedWork[] {
  if (isGift(line)) return []
  const works = relatedWorks(line)
  const prompt = find(line, (e) => e.tagName === 'a' && plain(e) === 'prompt')
  if (!works)
    found.losses.push(
      `${prompt ? 'the prompt it answers is' : 'a line of its notes was'} not kept: ${plain(line).slice(0, 100)}`,
    )
  return works ?? []
}
