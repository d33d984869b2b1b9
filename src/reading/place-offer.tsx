import { knownWritten, type Place } from '../library/index.ts'
import { href, routes } from '../routes.ts'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { WorkPageView } from '../works/index.ts'
import { ReadAloud } from './read-aloud.tsx'

interface PlaceOfferProps {
  readonly page: Page
  readonly view: WorkPageView
  /** Of a member who wants to be remembered; 'browser': their browser keeps it. */
  readonly keeps: 'account' | 'browser'
  readonly place: Place | undefined
}

/** What reading.js may show, said here so that it is in the reader's language. Nothing without script. */
export const PlaceOffer = (props: PlaceOfferProps) => (
  <>
    <ReadingFacts {...props} />
    <template id="place-offer">
      <div class="place-offer" role="status">
        <button type="button" class="go">
          {t('Go to where you stopped')}
        </button>
        <button type="button" class="close">
          {t('Stay here')}
        </button>
      </div>
    </template>
    <template id="place-mark">
      <span class="said">{t('You stopped here.')}</span>
    </template>
    <TimeLeft />
    <KeysNote />
    <ReadAloud />
  </>
)

/**
 * Where this page stands in the whole work, counted in words, and where this reader stopped: for reading.js. A draft is
 * not in the count of what is posted.
 */
function ReadingFacts({ page, view, keeps, place }: PlaceOfferProps) {
  const { work, contents, shown } = view
  let before = 0
  const begins = new Map<number, number>()
  for (const { id, words } of contents) {
    begins.set(id, before)
    before += words
  }
  return (
    <div
      id="reading"
      hidden
      data-work={work.id}
      data-to={keeps === 'account' ? href(routes.place, { workId: work.id }) : undefined}
      data-csrf={page.csrf}
      data-language={work.language}
      data-known={knownWritten(contents.filter(({ draft }) => !draft).map(({ id }) => id))}
      data-words={before}
      data-shown={JSON.stringify(shown.map(({ id, words }) => [id, begins.get(id) ?? 0, words]))}
      data-place={place && placeFact(place)}
    />
  )
}

const placeFact = ({ chapterId, paragraph, share, at }: Place): string =>
  JSON.stringify({ chapter: chapterId, paragraph, share, at })

/** The times are put in by the script, in the reader's own speed: their names stand for themselves here. */
const TimeLeft = () => (
  <template id="time-left">
    <div class="time-left">
      <progress max="1000" value="0" aria-label={t('How far you are in the chapter')} />
      <p>
        <span
          class="says"
          data-both={t('{time} left in the chapter, {all} in the work', { time: '{time}', all: '{all}' })}
          data-one={t('{time} left', { time: '{time}' })}
          data-end={t('You are at the end')}
        />
      </p>
    </div>
  </template>
)

const KeysNote = () => (
  <template id="reading-keys">
    <p class="reading-keys">
      <span class="on">
        {t('Keys: p and n, or the arrows at the sides, turn to the chapter before and after.')}
      </span>
      <span class="off" hidden>
        {t('The keys p, n and arrows are off.')}
      </span>{' '}
      <button type="button" class="switch" aria-pressed="true">
        {t('Keys')}
      </button>
    </p>
  </template>
)

/** Above a text: reading goes on elsewhere in the work. A guest's browser knows for itself whether it does. */
export const placeElsewhere = (view: WorkPageView, place: Place | undefined): boolean =>
  place?.next != null && !view.entire && view.shown.every(({ id }) => id !== place.next?.id)
