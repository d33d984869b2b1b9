import { isRead, type Marking, type Place, PlaceLine, PlacesHere } from '../library/index.ts'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import {
  ChapterNav,
  ConsentBlock,
  RunningHead,
  standingOf,
  WorkBody,
  type WorkHead,
  type WorkPageView,
  WorkStyleSheet,
} from '../works/index.ts'
import { ChaptersFeed } from './chapters-feed.tsx'
import { ChapterDraftNotice, DraftNotice } from './draft-notice.tsx'
import { HiddenNotice } from './hidden-notice.tsx'
import { PlaceOffer, placeElsewhere } from './place-offer.tsx'
import { WorkActions } from './work-actions.tsx'
import type { WorkStyle } from './work-style.tsx'

export interface WorkPageProps {
  /** What this reader did with it; null where they cannot. */
  readonly marking?: Marking | null
  readonly page: Page
  readonly view: WorkPageView
  /** Of the window. */
  readonly title: string
  /** Why a moderator hid it; null for a work that is not hidden. */
  readonly whyHidden?: string | null
  /** Where a member stopped. */
  readonly place?: Place | undefined
  /** Who remembers where a reader stops; absent: the browser. */
  readonly keeps?: 'account' | 'browser'
  /** Whether it wears the style it has; absent: it has none. */
  readonly style?: WorkStyle | undefined
}

/** The page a work is read on: a chapter, or all of it. Names of its parts are AO3's. */
export function WorkPage({
  page,
  view,
  title,
  whyHidden = null,
  place,
  keeps = 'browser',
  marking = null,
  style,
}: WorkPageProps) {
  const standing = standingOf(view)
  const draft = view.shown.find((chapter) => chapter.draft)
  return (
    <Layout page={page} title={title} head={<PageHead work={view.work} />} active="works">
      {view.work.draft && view.work.own && !draft && <DraftNotice page={page} work={view.work} />}
      {draft && <ChapterDraftNotice page={page} work={view.work} chapter={draft} />}
      {whyHidden !== null && <HiddenNotice page={page} work={view.work} reason={whyHidden} />}
      <PlaceBar page={page} view={view} place={place} keeps={keeps} />
      <div class="work-page">
        <RunningHead view={view} standing={standing} />
        <WorkActions page={page} view={view} standing={standing} marking={marking} style={style} />
        <WorkBody view={view} standing={standing} />
        <div id="feedback" class="feedback">
          <ChapterNav view={view} standing={standing} />
          {standing.closing && <ConsentBlock work={view.work} />}
          <PlaceOffer page={page} view={view} place={place} keeps={keeps} />
        </div>
      </div>
    </Layout>
  )
}

const PageHead = ({ work }: { readonly work: WorkHead }) => (
  <>
    <Script name="reading.js" />
    <WorkStyleSheet work={work} />
    <ChaptersFeed work={work} />
  </>
)

/** Above everything: reading goes on in another chapter. What a browser has kept is put here by its script. */
function PlaceBar({ page, view, place, keeps = 'browser' }: Omit<WorkPageProps, 'title'>) {
  if (keeps === 'browser' && !place) return <PlacesHere page={page} slot="bar" />
  if (!place || !placeElsewhere(view, place) || isRead(place)) return null
  return (
    <div class="place-bar">
      <PlaceLine place={place} />
    </div>
  )
}
