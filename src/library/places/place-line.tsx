import type { WorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { Icon } from '../../web/icons.tsx'
import type { Page } from '../../web/page.ts'
import { count, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { ownLanguage, textLanguage } from '../../works/index.ts'
import { isRead, type Place, shareNow } from './places-read.ts'

/** `#place` tells the script to go on at the very line; without script it is the chapter. */
const placeHref = ({ workId, chapters, next }: Place): string =>
  next && chapters > 1
    ? `${href(routes.chapter, { workId, chapterId: next.id })}#place`
    : `${href(routes.work, { workId })}#place`

/** How far the reader is in a work they have begun: under its entry in lists, and above its text. */
export function PlaceLine({ place }: { readonly place: Place }) {
  if (isRead(place)) {
    return (
      <p class="place-line read" data-place-of={place.workId}>
        <Icon name="check" inline />
        {t('You have read what there is of it.')}
      </p>
    )
  }
  return (
    <p class="place-line" data-place-of={place.workId}>
      <a href={placeHref(place)} rel="nofollow">
        <Icon name="bookmark" inline />
        {goOn(place)}
      </a>
      <HowFar place={place} />
      <Fresh place={place} />
    </p>
  )
}

/** Under a work's entry in a list, if it was begun. */
export function PlaceUnder(props: { readonly work: WorkId; readonly begun?: Begun | undefined }) {
  const place = props.begun?.get(props.work)
  return place ? <PlaceLine place={place} /> : null
}
type Begun = ReadonlyMap<WorkId, Place>

const goOn = ({ chapters, next }: Place): string =>
  next && chapters > 1 ? t('Continue in chapter {n}', { n: next.position }) : t('Continue reading')

function HowFar({ place }: { readonly place: Place }) {
  const percent = Math.round(shareNow(place) * 100)
  const says = t('{percent} % read', { percent: count(percent) })
  return (
    <span class="how-far">
      <progress value={percent} max={100} aria-label={t('How far you are')} />
      <span class="n">{says}</span>
    </span>
  )
}

const Fresh = ({ place: { fresh } }: { readonly place: Place }) =>
  fresh.length > 0 && (
    <span class="fresh">
      {t('{n, plural, one {# new chapter since} other {# new chapters since}}', { n: fresh.length })}
    </span>
  )

/** What was begun last, on the front page. Nothing where nothing was. */
export function ContinueList({ page, places }: { readonly page: Page; readonly places: readonly Place[] }) {
  if (places.length === 0) return null
  return (
    <section class="wide continue" aria-labelledby="continue">
      <h3 class="ruled" id="continue">
        {t('Continue reading')}
      </h3>
      <ul class="places">
        {places.map((place) => (
          <li data-place-of={place.workId}>
            <InShort place={place} />
            <Forget page={page} place={place} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const InShort = ({ place }: { readonly place: Place }) => (
  <div>
    <a class="title" href={placeHref(place)} rel="nofollow" {...textLanguage(place.language)}>
      {place.title}
    </a>
    <p>
      {place.next && place.chapters > 1 && <ChapterOf place={place} next={place.next} />}{' '}
      <Fresh place={place} />
    </p>
    <HowFar place={place} />
  </div>
)

function ChapterOf(props: { readonly place: Place; readonly next: NonNullable<Place['next']> }) {
  const { place, next } = props
  const where = { n: next.position, all: place.chapters }
  if (!next.title) return <>{t('Chapter {n} of {all}', where)}</>
  const title = <bdi {...ownLanguage(place.language)}>{next.title}</bdi>
  return <>{sayWith('Chapter {n} of {all}: {title}', { ...where, title })}</>
}

const Forget = ({ page, place }: { readonly page: Page; readonly place: Place }) => (
  <form method="post" action={href(routes.place, { workId: place.workId })}>
    <Csrf page={page} />
    <input type="hidden" name="deed" value="forget" />
    <input type="hidden" name="back" value={routes.home} />
    <button type="submit" class="quiet" title={t('Take it off this list')}>
      <Icon name="close" />
      <span class="said">{t('Take “{title}” off this list', { title: place.title })}</span>
    </button>
  </form>
)
