import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import {
  ChapterNav,
  ConsentBlock,
  RunningHead,
  standingOf,
  WorkBody,
  type WorkPageView,
} from '../works/index.ts'
import { ChaptersFeed } from './chapters-feed.tsx'
import { ChapterDraftNotice, DraftNotice } from './draft-notice.tsx'
import { HiddenNotice } from './hidden-notice.tsx'
import { PlaceOffer } from './place-offer.tsx'
import { WorkActions } from './work-actions.tsx'

interface WorkPageProps {
  readonly page: Page
  readonly view: WorkPageView
  /** Of the window. */
  readonly title: string
  /** Why a moderator hid it; null for a work that is not hidden. */
  readonly whyHidden?: string | null
}

/** The page a work is read on: a chapter, or all of it. Names of its parts are AO3's. */
export function WorkPage({ page, view, title, whyHidden = null }: WorkPageProps) {
  const standing = standingOf(view)
  const draft = view.shown.find((chapter) => chapter.draft)
  return (
    <Layout
      page={page}
      title={title}
      head={[<Script name="reading.js" />, <ChaptersFeed work={view.work} />]}
      active="works"
    >
      {view.work.draft && view.work.own && !draft && <DraftNotice page={page} work={view.work} />}
      {draft && <ChapterDraftNotice page={page} work={view.work} chapter={draft} />}
      {whyHidden !== null && <HiddenNotice page={page} work={view.work} reason={whyHidden} />}
      <div class="work-page">
        <RunningHead view={view} standing={standing} />
        <WorkActions page={page} view={view} standing={standing} />
        <WorkBody view={view} standing={standing} />
        <div id="feedback" class="feedback">
          <ChapterNav view={view} standing={standing} />
          {standing.closing && <ConsentBlock work={view.work} />}
          <PlaceOffer />
        </div>
      </div>
    </Layout>
  )
}
