import { raw } from 'hono/html'
import { fitHeadings, scopeAnchors, surelyClean } from '../prose/index.ts'

/**
 * A creator's clean HTML on a page of ours: its headings go on from the page's, and its anchors are told apart
 * from those of other parts on the same page. `scope` is the chapter's position, or nothing for the work's own words.
 */
export const theirWords = (html: string, under: number, scope: string | number = 'work') =>
  raw(scopeAnchors(fitHeadings(surelyClean(html), under), scope))
