import {
  type Element,
  elementsIn,
  find,
  findAll,
  isElement,
  isText,
  type Parent,
  plain,
} from '../prose/index.ts'
import { drop, dropAll, firstOf, isAny, shortText } from './page-tree.ts'

/** Where old archives, weblogs and people's own sites put the story itself. */
const STORY = [
  '#storytext',
  '.storytext',
  '#story',
  '.story',
  '.userstuff',
  '.post-body',
  '.post-content',
  '.entry-content',
  '.e-content',
]

const FURNITURE = [
  ...['script', 'style', 'noscript', 'nav', 'aside', 'footer', 'button', 'select', 'template', 'iframe'],
  ...['#comments', '.comments', '.comment-list', '#respond', '.sharedaddy', '.share', '.social', '.sidebar'],
  ...['#sidebar', '.navigation', '.post-navigation', '.nav', '#nav', '.menu', '#menu', '.breadcrumbs'],
  ...['.breadcrumb', '.widget', '.related-posts', '.advert', '.ads', '.cookie-notice', '#footer', '.footer'],
]

/** Less of a page's words than this in its likely place, and they are somewhere else. */
const A_SHARE = 0.25
const HALF = 0.5

/** The element that holds the story: by the name it goes by, else the block with most words of its own. */
export function storyOf(document: Parent): Element | undefined {
  const body = find(document, ({ tagName }) => tagName === 'body')
  if (!body) return undefined
  const sizes = sizesIn(body)
  const size = (element: Element): number => sizes.get(element) ?? 0
  const all = size(body)
  dropAll(body, (element) => isAny(element, FURNITURE) && size(element) <= all * HALF)
  const named = [firstOf(body, STORY), largest(body, 'article', size), largest(body, 'main', size)]
  const likely = named.find((element) => element && size(element) > 0 && size(element) >= all * A_SHARE)
  return likely ?? largestBlock(body, sizesIn(body))
}

const largest = (body: Element, tag: string, size: (element: Element) => number): Element | undefined =>
  findAll(body, ({ tagName }) => tagName === tag).sort((a, b) => size(b) - size(a))[0]

/** How many letters each element holds that are no link's. Children come before their parents. */
function sizesIn(root: Element): Map<Element, number> {
  const sizes = new Map<Element, number>()
  for (const element of [...findAll(root, () => true).reverse(), root]) {
    let size = 0
    if (element.tagName !== 'a' && element.tagName !== 'script' && element.tagName !== 'style')
      for (const node of element.childNodes) {
        if (isText(node)) size += node.value.trim().length
        else if (isElement(node)) size += sizes.get(node) ?? 0
      }
    sizes.set(element, size)
  }
  return sizes
}

const CONTAINERS = new Set('article body center div form header main section table tbody td th tr'.split(' '))

/** A `<div>` may be a paragraph or a whole page: one that holds half of its parent is no paragraph of it. */
function largestBlock(body: Element, sizes: ReadonlyMap<Element, number>): Element {
  const all = sizes.get(body) ?? 0
  let best = body
  let most = 0
  for (const element of [body, ...findAll(body, ({ tagName }) => CONTAINERS.has(tagName))]) {
    const whole = sizes.get(element) ?? 0
    let own = 0
    for (const node of element.childNodes) if (isText(node)) own += node.value.trim().length
    for (const child of elementsIn(element)) {
      const size = sizes.get(child) ?? 0
      if (!CONTAINERS.has(child.tagName) || (isLeaf(child) && size < whole * HALF)) own += size
    }
    if (own >= most && own > 0) {
      best = element
      most = own
    }
  }
  return most >= all * HALF ? best : body
}

const isLeaf = (element: Element): boolean =>
  !elementsIn(element).some(({ tagName }) => CONTAINERS.has(tagName))

/** The title stands over the work already; over its text it would be said twice. */
export function dropHeading(story: Element, title: string): void {
  const heading = find(story, ({ tagName }) => /^h[1-3]$/.test(tagName))
  if (heading && same(plain(heading), title)) drop([heading])
  dropAll(story, (element) => element.tagName === 'header' && shortText(element, 300) !== undefined)
}

const same = (a: string, b: string): boolean => a !== '' && a.toLowerCase() === b.trim().toLowerCase()
