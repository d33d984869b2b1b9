import { raw } from 'hono/html'
import { fitHeadings, scopeAnchors, showPictures, surelyClean } from '../prose/index.ts'
import type { WorkImages } from './writing/images-seen.ts'

/**
 * A creator's clean HTML on a page of ours: its headings go on from the page's, and its anchors are told apart
 * from those of other parts on the same page. `scope` is the chapter's position, or nothing for the work's own words;
 * `pictures` those that are kept here, so that each screen gets one of its size.
 */
export function theirWords(
  html: string,
  under: number,
  scope: string | number = 'work',
  pictures: WorkImages | null = null,
) {
  const words = scopeAnchors(fitHeadings(surelyClean(html), under), scope)
  return raw(pictures ? showPictures(words, pictures) : words)
}
