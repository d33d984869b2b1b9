import {
  attr,
  byId,
  classes,
  type Element,
  find,
  findAll,
  hasClass,
  type Parent,
  parseDocument,
  plain,
} from '../prose/index.ts'
import { looksLikeAo3Html } from './ao3-html.ts'
import { looksLikeAo3Page } from './ao3-page.ts'
import { type Reading, type Refusal, refused } from './source.ts'

/**
 * Pages that stand where a work was wanted. Each is named, with what to do instead, and none is ever read as
 * a work without text. Undefined for works themselves, even when they quote such a page, and for pages from
 * elsewhere.
 */
export function refusalOfPage(text: string): Reading | undefined {
  if (/^\s*Retry later\s*$/.test(text.slice(0, 100))) return tooBusy()
  if (looksLikeAo3Html(text) || looksLikeAo3Page(text)) return undefined
  const document = parseDocument(text)
  const page: Page = {
    document,
    main: byId(document, 'main'),
    title: plain(find(document, (e) => e.tagName === 'title') ?? document).slice(0, 200),
    source: text,
  }
  if (page.main && byId(page.main, 'workskin')) return undefined
  const known = PAGES.find(({ is }) => is(page))
  return known && refused(known.why, known.reason)
}

interface Page {
  readonly document: Parent
  readonly main: Element | undefined
  readonly title: string
  readonly source: string
}

const tooBusy = (): Reading =>
  refused(
    'error-page',
    'AO3 answered “Retry later”: too many pages were asked for at once. Wait a few minutes and save the work again.',
  )

/** First match wins: what the page says is looked at before what it merely contains. */
const PAGES: readonly {
  readonly is: (page: Page) => boolean
  readonly why: Refusal
  readonly reason: string
}[] = [
  {
    is: (page) => isChallenge(page),
    why: 'error-page',
    reason:
      'This is the page that checks for robots, not the work. Open the work in your browser, wait until it shows, and download it as HTML or EPUB.',
  },
  {
    is: ({ main }) =>
      says(
        main,
        /available to registered users of the Archive|don.t have permission to (?:access|view)|please log in to/i,
      ) || isLogin(main),
    why: 'login-wall',
    reason:
      'AO3 asked for a login, so this page holds no work. Log in to AO3, open the work, and download it as HTML or EPUB.',
  },
  {
    is: ({ main }) => says(main, /(?:could|potentially has|may) (?:have )?adult content/i),
    why: 'adult-step',
    reason:
      'AO3 asked whether you want to see adult content, so this page holds no work. Choose “Yes, Continue” there and download the work as HTML or EPUB.',
  },
  {
    is: ({ main }) =>
      says(
        main,
        /collection that has not been revealed|ongoing challenge and (?:is scheduled to|will) be revealed|can.t download an unrevealed work/i,
      ),
    why: 'mystery-work',
    reason:
      'The work is not revealed yet, so this page holds none of it. Download it after the collection has revealed its works.',
  },
  {
    is: ({ main }) => says(main, /hidden by (?:an? )?admin/i),
    why: 'error-page',
    reason:
      'AO3’s administrators have hidden this work, so the page holds none of it. Its creator can still see and download it.',
  },
  {
    is: ({ main }) => says(main, /couldn.t find the (?:work|chapter)|work (?:was|has been) deleted/i),
    why: 'error-page',
    reason:
      'AO3 has no such work any more, or never had: it was deleted or the address is wrong. A copy saved earlier can be imported.',
  },
  {
    is: ({ main, title }) => isError(main, title, /40[0-9]|410/),
    why: 'error-page',
    reason:
      'AO3 said that there is no such page: the work was deleted or the address is wrong. Check the address and download the work again.',
  },
  {
    is: ({ main, title, source }) =>
      isError(main, title, /42[0-9]|44[0-9]|50[0-9]|52[0-9]/) ||
      /^\s*(?:Archive Down|50\d\b|52\d\b)/i.test(title) ||
      /<title>\s*Service Unavailable/i.test(source.slice(0, 2_000)),
    why: 'error-page',
    reason:
      'AO3 could not be reached when this page was saved: it is an error page. Download the work again later.',
  },
  {
    is: ({ main }) =>
      main !== undefined &&
      find(main, (e) => e.tagName === 'ol' && hasClass(e, 'chapter') && hasClass(e, 'index')) !== undefined,
    why: 'no-chapters',
    reason: 'This is the list of a work’s chapters, not the chapters. Download the work as HTML or EPUB.',
  },
  {
    is: ({ main }) => main !== undefined && find(main, isBlurb) !== undefined,
    why: 'not-supported',
    reason: 'This is a list of works, not a work. Open each work and download it as HTML or EPUB.',
  },
  {
    is: ({ document, title }) => /Archive of Our Own/.test(title) && byId(document, 'main') !== undefined,
    why: 'not-recognised',
    reason: 'This is a page of AO3, but not of a work. Open the work and download it as HTML or EPUB.',
  },
]

function says(main: Element | undefined, what: RegExp): boolean {
  const notices = main ? findAll(main, isNotice).slice(0, 50) : []
  return notices.some((notice) => what.test(plain(notice)))
}

/** Where AO3 speaks itself: flashes, notices, cautions and the few paragraphs of its own pages. */
const isNotice = (element: Element): boolean =>
  classes(element).some((name) => NOTICES.has(name)) || attr(element, 'id') === 'signin'
const NOTICES = new Set(['flash', 'error', 'notice', 'caution', 'message', 'alert'])

const isLogin = (main: Element | undefined): boolean =>
  main !== undefined && (hasClass(main, 'sessions-new') || byId(main, 'signin') !== undefined)

function isError(main: Element | undefined, title: string, code: RegExp): boolean {
  const named = new RegExp(`^\\s*(?:Error )?(?:${code.source})(?: Error)?\\b`, 'i')
  const heading = main && find(main, (e) => e.tagName === 'h2')
  return (
    (main !== undefined &&
      classes(main).some((name) => /^errors?$/.test(name)) &&
      named.test(heading ? plain(heading) : title)) ||
    named.test(title)
  )
}

/** Cloudflare's page, in any of its wordings. */
const isChallenge = ({ title, source, document }: Page): boolean =>
  /^(?:Just a moment|Attention Required|Shields are up)/i.test(title) ||
  /_cf_chl_opt|cf-browser-verification/.test(source) ||
  find(document, (e) => /^h[1-3]$/.test(e.tagName) && /^Shields are up/i.test(plain(e))) !== undefined

const isBlurb = (element: Element): boolean =>
  element.tagName === 'li' &&
  hasClass(element, 'blurb') &&
  (hasClass(element, 'work') || hasClass(element, 'bookmark') || hasClass(element, 'series'))
