import type { Child } from 'hono/jsx'
import { href, routes } from '../../routes.ts'
import { Icon } from '../../web/icons.tsx'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { SeriesNeighbours, WorkHead, WorkPageView } from '../views.ts'
import { chapterHref, chapterName, type Standing } from './chapter-place.ts'

interface ChapterNavProps {
  readonly view: WorkPageView
  readonly standing: Standing
}

/**
 * The running head: where this page stands, the steps to either side, and a ruling inked so far. As in a book,
 * the title stands in it on every page but the opening one.
 */
export function RunningHead({ view, standing }: ChapterNavProps) {
  const { here, previous, next } = standing
  if (!here || !standing.chaptered) return null
  const { work } = view
  const all = Math.max(work.chapters.expected ?? work.chapters.posted, here.position)
  const place = placeOf(here.position, all, work.chapters.expected === null)
  return (
    <div class="running">
      {!standing.opening && (
        <p class="running-head">
          <a href={href(routes.work, { workId: work.id })}>
            <bdi>{work.title}</bdi>
          </a>
        </p>
      )}
      <ul class="steps">
        {previous && (
          <li class="chapter previous">
            <a href={chapterHref(work, previous)} rel="prev">
              <Icon name="previous" turns />
              {t('Previous')}
            </a>
          </li>
        )}
        <li class="place">{place}</li>
        {next && (
          <li class="chapter next">
            <a href={chapterHref(work, next)} rel="next">
              {t('Next')}
              <Icon name="next" turns />
            </a>
          </li>
        )}
      </ul>
      <progress value={here.position} max={all} aria-label={place}>
        {place}
      </progress>
    </div>
  )
}

const placeOf = (n: number, all: number, open: boolean): string =>
  open ? t('Chapter {n} of {all} so far', { n, all }) : t('Chapter {n} of {all}', { n, all })

/** After the text: the chapter before and the chapter after, by name. */
export function ChapterNav({ view, standing }: ChapterNavProps) {
  if (!standing.chaptered || !standing.here) return null
  const { work } = view
  const { previous, next } = standing
  return (
    <nav class="chapter-nav" aria-label={t('Chapters')}>
      <ol class="pagination actions">
        {previous && (
          <li class="previous">
            <a href={chapterHref(work, previous)} rel="prev">
              <Icon name="previous" inline turns />
              <span>
                <span class="way">{t('Previous chapter')}</span> <bdi>{chapterName(previous)}</bdi>
              </span>
            </a>
          </li>
        )}
        <li class="next">
          {next ? (
            <a href={chapterHref(work, next)} rel="next">
              <span>
                <span class="way">{t('Next chapter')}</span> <bdi>{chapterName(next)}</bdi>
              </span>
              <Icon name="next" inline turns />
            </a>
          ) : (
            <span class="no-more">{noMore(work)}</span>
          )}
        </li>
      </ol>
    </nav>
  )
}

function noMore({ complete, chapters }: WorkHead): string {
  if (complete) return t('The end')
  if (chapters.expected === null) return t('The newest chapter: more may follow')
  return t('The newest chapter: {posted} of {expected} are posted', {
    posted: chapters.posted,
    expected: chapters.expected,
  })
}

/** After the work: its places in series, with the works before and after it. */
export function SeriesNav({ view }: { readonly view: WorkPageView }) {
  const { series } = view.work
  if (series.length === 0) return null
  return (
    <div class="series module" id="series">
      <h3 class="heading">{t('In a series')}</h3>
      <ul class="series">
        {series.map((place) => (
          <li>
            <span class="position">
              {sayWith('Part {position} of {series}', {
                position: String(place.position),
                series: <a href={href(routes.series, { seriesId: place.id })}>{place.title}</a>,
              })}
            </span>
            {neighbours(view.neighbours.find(({ id }) => id === place.id))}
          </li>
        ))}
      </ul>
    </div>
  )
}

function neighbours(found: SeriesNeighbours | undefined): Child {
  if (!found) return null
  return (
    <>
      {found.previous && (
        <a class="previous" href={href(routes.work, { workId: found.previous.id })}>
          <Icon name="previous" inline turns />
          <span class="said">{t('Previous work:')} </span>
          <bdi>{found.previous.title}</bdi>
        </a>
      )}
      {found.next && (
        <a class="following" href={href(routes.work, { workId: found.next.id })}>
          <span class="said">{t('Next work:')} </span>
          <bdi>{found.next.title}</bdi>
          <Icon name="next" inline turns />
        </a>
      )}
    </>
  )
}
