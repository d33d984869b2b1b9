import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { direction, languageName } from '../../core/languages.ts'
import { href, routes } from '../../routes.ts'
import { count, locale, t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import {
  type Byline,
  categoryName,
  chapterCount,
  ratingName,
  type TagName,
  tagHref,
  textLanguage,
  theirWords,
  type WorkBlurb,
  warningName,
} from '../../works/index.ts'
import { wholeAddresses } from './whole-addresses.ts'

/** A work as its entry in a list shows it, for a feed reader: HTML that stands by itself, with whole addresses. */
export const feedSummary = (work: WorkBlurb, base: string): string =>
  wholeAddresses(String(summary(work, base)), base)

const summary = (work: WorkBlurb, base: string) => (
  <div lang={locale()} dir={direction(locale())}>
    <p>{sayWith('by\u00A0{creators}', { creators: <>{signers(work.creators, base)}</> })}</p>
    {work.summary && (
      <blockquote {...textLanguage(work.language)}>{theirWords(work.summary, 3, work.id)}</blockquote>
    )}
    <ul>
      {line(t('Fandoms'), tags(work.fandoms, base))}
      {line(t('Rating'), [ratingName(work.rating)])}
      {line(t('Archive warnings'), work.warnings.map(warningName))}
      {line(t('Categories'), work.categories.map(categoryName))}
      {line(t('Relationships'), tags(work.relationships, base))}
      {line(t('Characters'), tags(work.characters, base))}
      {line(t('Additional tags'), tags(work.freeforms, base))}
      {line(t('Series'), series(work, base))}
      {line(t('Language'), [<bdi>{languageName(work.language)}</bdi>])}
      {line(t('Words'), [count(work.words)])}
      {line(t('Chapters'), [chapterCount(work)])}
      {line(t('Complete'), [work.complete ? t('Yes') : t('No')])}
    </ul>
  </div>
)

const line = (label: string, values: readonly Child[]): Child =>
  values.length > 0 && (
    <li>
      {label}: {sayList([...values], 'commas')}
    </li>
  )

const signers = (creators: readonly Byline[], base: string): Child[] =>
  creators.length === 0
    ? [t('Anonymous')]
    : sayList(
        creators.map(({ name, href }) =>
          href ? (
            <a rel="author" href={base + href}>
              <bdi>{name}</bdi>
            </a>
          ) : (
            <bdi>{name}</bdi>
          ),
        ),
      )

/** A template, not JSX: a page has hundreds of these. */
const tags = (all: readonly TagName[], base: string): Child[] =>
  all.map(({ name, page }) => html`<a href="${base}${tagHref(page)}"><bdi>${name}</bdi></a>`)

const series = (work: WorkBlurb, base: string): Child[] =>
  work.series.map(({ id, title, position }) => (
    <>
      {sayWith('Part {position} of {series}', {
        position: <>{position}</>,
        series: (
          <a href={base + href(routes.series, { seriesId: id })}>
            <bdi>{title}</bdi>
          </a>
        ),
      })}
    </>
  ))
