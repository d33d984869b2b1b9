import { describe, expect, it } from 'vitest'
import {
  chapterId,
  chapters,
  head,
  hundred,
  longTags,
  members,
  secondKey,
  workId,
} from '../../test/preview/made-up-works.ts'
import {
  attr,
  type Element,
  find,
  findAll,
  hasClass,
  type Parent,
  parseDocument,
  textOf,
} from '../prose/index.ts'
import { render } from '../web/layout.tsx'
import { type Page, USUAL_SETTINGS } from '../web/page.ts'
import type { WorkPageView } from '../works/index.ts'
import { AdultPage, NavigatePage, WorkPage } from './index.ts'

const page: Page = {
  archive: 'The Lamplighters',
  actor: { type: 'guest' },
  settings: USUAL_SETTINGS,
  path: '/works/101/chapters/9003?from=list',
  csrf: 'x',
  ready: true,
  robots: true,
}
const view: WorkPageView = {
  work: secondKey,
  contents: chapters,
  shown: chapters.slice(1, 2),
  entire: false,
  neighbours: [],
}
const read = (more: Partial<WorkPageView> = {}) =>
  parseDocument(render(WorkPage({ page, view: { ...view, ...more }, title: 'A Work' })))

/** The few selectors these tests need: `dd.words`, `#chapters`. */
const all = (root: Parent, selector: string): Element[] => {
  const [tag = '', ...marks] = selector.split(/(?=[.#])/)
  const name = /^[.#]/.test(tag) ? '' : tag
  const wanted = name ? marks : [tag, ...marks]
  return findAll(
    root,
    (one) =>
      (!name || one.tagName === name) &&
      wanted.every((mark) =>
        mark[0] === '#' ? attr(one, 'id') === mark.slice(1) : hasClass(one, mark.slice(1)),
      ),
  )
}
const text = (root: Parent, selector: string): string | undefined => {
  const found = all(root, selector)[0]
  return found && textOf(found).trim()
}

describe('the page a work is read on', () => {
  it('names its parts as AO3 does, for the tools that read them', () => {
    const html = read()
    for (const selector of [
      'dl.work.meta.group',
      'dd.rating.tags',
      'dd.freeform.tags',
      'ul.commas',
      'a.tag',
      'span.position',
      'dl.stats',
      'div.preface.group',
      'div.chapter.preface.group',
      'div.userstuff.module',
      'h3.landmark',
      '#chapters',
      '#workskin',
      '#chapter-2',
      '#chapter_2_endnotes',
      'select#selected_id',
    ]) {
      expect(all(html, selector), selector).not.toHaveLength(0)
    }
    expect(text(html, 'dd.published')).toBe('2026-10-03')
    expect(text(html, 'dd.status')).toBe('2026-11-19')
    expect(text(html, 'dd.words')).toBe('12,408')
    expect(text(html, 'dd.chapters')).toBe('3/5')
    expect(text(html, 'span.position')).toBe('Part 2 of Rooms to Let')
    expect(text(html, 'h2.title')).toBe('The Adventure of the Second Key')
    expect(attr(all(html, 'dd.language')[0]!, 'lang')).toBe('en')
  })

  it('shows a work of one finished chapter without chapter headings, one with more planned with them', () => {
    const one = { contents: chapters.slice(0, 1), shown: chapters.slice(0, 1) }
    const finished = read({ ...one, work: head({ ...longTags, chapters: { posted: 1, expected: 1 } }) })
    const begun = read({ ...one, work: head({ ...longTags, chapters: { posted: 1, expected: null } }) })
    expect(all(finished, 'h3.title')).toHaveLength(0)
    expect(all(finished, '#selected_id')).toHaveLength(0)
    expect(text(begun, 'h3.title')).toContain('Chapter 1')
  })

  it('steps to the chapters at its sides, and lists all in the index', () => {
    const html = read()
    const to = (rel: string) => attr(find(html, (one) => attr(one, 'rel') === rel)!, 'href')
    expect(to('prev')).toBe('/works/101/chapters/9001')
    expect(to('next')).toBe('/works/101/chapters/9003')
    expect(all(html, 'option')).toHaveLength(3)
  })

  it('says what came before above the text and what came of it below, at the opening and the end', () => {
    const opening = read({ shown: chapters.slice(0, 1) })
    expect(text(opening, '.associations')).toContain('Inspired by A Room by Day by kore_kore.')
    expect(all(opening, '#children')).toHaveLength(0)
    const closing = read({ shown: chapters.slice(2) })
    expect(text(closing, '#children')).toContain('[a work for members] by shy_one')
    expect(all(closing, '.associations')).toHaveLength(0)
    expect(text(read({ entire: true, shown: chapters }), '#children')).toContain('The Left-Hand Chair')
  })

  it('leads from the opening to the end notes on the last chapter’s page', () => {
    const jumps = all(read({ shown: chapters.slice(0, 1) }), '.jump').map((jump) =>
      attr(find(jump, (one) => one.tagName === 'a')!, 'href'),
    )
    expect(jumps).toContain('/works/101/chapters/9003#work_endnotes')
  })

  it('keeps a title no stranger may see out of the page', () => {
    const relatedWorks = [
      {
        relation: 'inspired',
        title: 'Secret',
        creators: ['whoever'],
        url: '/works/9',
        language: 'en',
        href: '/works/9',
        state: 'unrevealed',
      },
    ] as const
    const html = render(
      WorkPage({
        page,
        title: 'A Work',
        view: { ...view, entire: true, shown: chapters, work: head(longTags, { relatedWorks }) },
      }),
    )
    expect(html).not.toContain('Secret')
    expect(html).not.toContain('whoever')
    expect(html).not.toContain('/works/9"')
  })

  it('offers no download where there may be none', () => {
    expect(all(read({ work: head(longTags, { downloadable: false }) }), 'li.download')).toHaveLength(0)
  })
})

it('lists a hundred chapters with their dates in AO3’s brackets', () => {
  const html = parseDocument(render(NavigatePage({ page, view: { work: members, contents: hundred } })))
  const [list] = all(html, 'ol.chapter.index.group')
  expect(all(list!, 'li')).toHaveLength(100)
  expect(textOf(all(list!, 'span.datetime')[0]!)).toBe('(2024-01-03)')
  expect(textOf(all(list!, 'a')[0]!)).toBe('1. The Ledger')
  expect(attr(all(list!, 'a')[99]!, 'href')).toBe(`/works/${workId(103)}/chapters/${chapterId(7099)}`)
})

it('continues from the adult step to the page asked for', () => {
  const html = parseDocument(render(AdultPage({ page, work: members, title: members.title })))
  expect(attr(all(html, 'a.button.first')[0]!, 'href')).toBe(
    '/works/101/chapters/9003?from=list&view_adult=true',
  )
})
