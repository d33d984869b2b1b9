import { elementsIn, type Parent, parseDocument } from '../prose/index.ts'
import { readDownload } from './ao3-download.ts'
import { findings } from './authored.ts'
import { carriedIn, OWN_ERA, withCarried } from './own-download.ts'
import type { Reading } from './source.ts'

/**
 * An HTML download of any era, or one of ours, which keep the same shape: it begins with the line that says
 * where the work was posted. A saved page that quotes one has its own furniture first.
 */
export function looksLikeAo3Html(text: string): boolean {
  const start = /<body\b[^<>]*>/i.exec(text)
  const from = start ? start.index : 0
  const head = text.slice(0, from)
  const body = text.slice(from, from + BEGINNING)
  if (
    /<(?:div|main)\b[^<>]*\bid=["']?(?:outer|main|workskin)\b/i.test(
      body.split('Posted originally on')[0] ?? '',
    )
  )
    return false
  if (OWN.test(head) && /<div\b[^<>]*\bid=["']?(?:preface|chapters)\b/i.test(body)) return true
  return body
    .split(/Posted originally on/i)
    .slice(0, -1)
    .some((before) => MESSAGE.test(before.slice(before.toLowerCase().lastIndexOf('</p>') + 1)))
}
/** Opened and not closed yet: where the sentence stands in it. */
const MESSAGE = /<p\b[^<>]*\bclass=["']?message\b/i

/** How far into the body the first line may stand. */
const BEGINNING = 20_000
const OWN = /<meta\b[^<>]*\bname=["']?palimpsest:record\b/i

export function readAo3Html(text: string): Reading {
  const document = parseDocument(text)
  const body = child(child(document, 'html'), 'body')
  const head = child(child(document, 'html'), 'head')
  const carried = carriedIn(head)
  const ended = /<\/html>\s*(?:<!--[\s\S]{0,500}-->\s*)?$/i.test(text.slice(-1_000))
  const bodies = [body?.childNodes ?? []]
  const reading =
    carried === undefined
      ? readDownload({ format: 'ao3-html', bodies, ended }, findings())
      : readDownload({ format: 'palimpsest-html', bodies, ended, era: () => OWN_ERA }, findings(false, true))
  return withCarried(reading, carried)
}

const child = (parent: Parent | undefined, name: string): Parent | undefined =>
  parent && elementsIn(parent).find((e) => e.tagName === name)
