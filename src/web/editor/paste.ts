import { dropUnwritten } from './paste-drops.ts'
import { settleLines } from './paste-lines.ts'
import { readLists } from './paste-lists.ts'
import { linkNotes } from './paste-notes.ts'
import { joinRuns, rename, styleOf, tagStyles } from './paste-styles.ts'

/*
 * What Word, Docs and the others put on the clipboard says how a page looked; a story is what it says. Everything is
 * done on a document of its own that is never shown, by what stands there and not by the program's name, and what
 * comes out still goes through the cleaner.
 *
 *   dropped      comments, tracked deletions, what is hidden, pictures that are only on the writer's own disk
 *   lists        Word's paragraphs that look like items become items
 *   styles       italic, bold, struck, underlined, raised, lowered spans become em, strong, s, u, sup, sub
 *   lines        empty paragraphs that part all others go; a line of stars is a scene break
 *   names        classes, ids and languages of the program's own go
 */
export function tidyPasted(page: Document): void {
  const { body } = page
  for (const pre of body.querySelectorAll('pre:has(p, div)')) pre.replaceWith(...pre.childNodes)
  foldSpaces(body)
  dropUnwritten(body)
  linkNotes(body)
  readLists(body)
  tagStyles(body)
  unwrapLayout(body)
  settleLines(body)
  unwrapLinks(body)
  dropNames(body)
  joinRuns(body)
}

const SPACES = '.Apple-converted-space, [data-style*="mso-spacerun"]'

/** Lines are wrapped in the source of a page, and that means nothing but a space. */
function foldSpaces(body: HTMLElement): void {
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement
    if (!parent || parent.closest('pre')) continue
    const asTyped = styleOf(parent, 'white-space').startsWith('pre')
    const text = node.nodeValue ?? ''
    const spaced = parent.matches(SPACES) ? text.replaceAll('\u00a0', ' ') : text
    // Programs keep the last of two spaces by making the other a no-break one.
    node.nodeValue = asTyped
      ? spaced.replace(/\u00a0(?= )|(?<= )\u00a0/g, ' ')
      : spaced.replace(/[ \t\r\n\f]+/g, ' ')
  }
}

const BLOCK = 'p,div,h1,h2,h3,h4,h5,h6,ul,ol,dl,table,blockquote,hr,pre,section,article,figure,details,center'

/** A box that only holds blocks says nothing; one that holds a line is a paragraph. */
function unwrapLayout(body: HTMLElement): void {
  for (const box of [...body.querySelectorAll('div, section, article, main, font')].reverse()) {
    if (box.matches('.footnotes, [class*="align-"], [dir="rtl"]')) continue
    if (box.localName === 'font' || box.querySelector(BLOCK)) box.replaceWith(...box.childNodes)
    else if (box.closest('li, td, th')) box.replaceWith(...box.childNodes)
    else rename(box, 'p')
  }
  // Docs wraps everything in a <b> that is not bold; others in a <span>.
  for (const phrase of body.querySelectorAll('b, i, span, strong, em')) {
    if (phrase.querySelector(':scope > :is(p, div, ul, ol, h1, h2, h3, table)'))
      phrase.replaceWith(...phrase.childNodes)
  }
  for (const item of body.querySelectorAll('li, td, th')) {
    const [only, ...others] = item.children
    if (
      only?.localName === 'p' &&
      others.every(({ localName }) => /^[uo]l$/.test(localName)) &&
      !/align-/.test(only.className)
    )
      only.replaceWith(...only.childNodes)
  }
}

/** Google and Word online lead every link past themselves. */
function unwrapLinks(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? ''
    if (!URL.canParse(href)) continue
    const { hostname, pathname, searchParams } = new URL(href)
    const past =
      /(?:^|\.)google\.[a-z]{2,3}(?:\.[a-z]{2})?$/.test(hostname) && pathname === '/url' ? ['q', 'url'] : []
    const safe = hostname.endsWith('safelinks.protection.outlook.com') ? ['url'] : []
    const to = [...past, ...safe].map((name) => searchParams.get(name)).find(Boolean)
    if (to) link.setAttribute('href', to)
  }
}

/** What the program named for itself; alignment and right-to-left are the writer's. */
function dropNames(body: HTMLElement): void {
  for (const one of body.querySelectorAll('*')) {
    const kept = [...one.classList].filter((name) => /^(align-(center|right)|footnotes)$/.test(name))
    if (kept.length > 0) one.className = kept.join(' ')
    else one.removeAttribute('class')
    for (const name of ['data-style', 'align', 'width', 'height', 'start', 'type', 'role']) {
      if (!one.matches('img, ol')) one.removeAttribute(name)
    }
    if (one.getAttribute('dir') !== 'rtl') one.removeAttribute('dir')
    if (one.localName !== 'q' && one.matches('p, span, h1, h2, h3, h4, h5, h6, li, a, em, strong'))
      one.removeAttribute('lang')
    if (!/^(?:text-)?(?:ref|note)-/.test(one.id)) one.removeAttribute('id')
    if (!one.matches('abbr')) one.removeAttribute('title')
    if (one.localName === 'a' && !one.id && !one.hasAttribute('href')) one.replaceWith(...one.childNodes)
    if (one.localName === 'span' && one.getAttribute('dir') !== 'rtl') one.replaceWith(...one.childNodes)
  }
}
