import { direction } from '../core/languages.ts'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { locale, t } from '../web/say.ts'
import { ownLanguage, theirWords, type WorkHead, type WorkPageView, workBrief } from '../works/index.ts'
import { ChapterNav, RunningHead, SeriesNav } from './chapter-nav.tsx'
import { standingOf } from './chapter-place.ts'
import { ChapterText } from './chapter-text.tsx'
import { ConsentBlock } from './consent-block.tsx'
import { DraftNotice } from './draft-notice.tsx'
import { HiddenNotice } from './hidden-notice.tsx'
import { PlaceOffer } from './place-offer.tsx'
import { DerivedWorks, hasDerived } from './related-works.tsx'
import { WorkActions } from './work-actions.tsx'
import { WorkMeta } from './work-meta.tsx'
import { WorkPreface } from './work-preface.tsx'

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
  return (
    <Layout page={page} title={title} head={<Script name="reading.js" />} active="works">
      <div class="work-page">
        {view.work.draft && view.work.own && <DraftNotice page={page} work={view.work} />}
        {whyHidden !== null && <HiddenNotice page={page} work={view.work} reason={whyHidden} />}
        <RunningHead view={view} standing={standing} />
        <WorkActions page={page} view={view} standing={standing} />
        <details class="wrapper about-work">
          <summary>
            <span>{t('About this work')}</span> <span class="brief">{workBrief(view.work)}</span>
          </summary>
          <WorkMeta work={view.work} />
        </details>
        <div
          id="workskin"
          class={direction(view.work.language) === direction(locale()) ? undefined : 'other-way'}
        >
          <WorkPreface view={view} standing={standing} />
          <div id="chapters" data-work={view.work.id}>
            {view.shown.map((chapter, at) => (
              <ChapterText work={view.work} chapter={chapter} titled={standing.chaptered} first={at === 0} />
            ))}
          </div>
          {standing.closing && <Afterword view={view} />}
        </div>
        <div id="feedback" class="feedback">
          <ChapterNav view={view} standing={standing} />
          {standing.closing && <ConsentBlock work={view.work} />}
          <PlaceOffer />
        </div>
      </div>
    </Layout>
  )
}

function Afterword({ view }: Pick<WorkPageProps, 'view'>) {
  const { work } = view
  if (!work.endNotes && work.series.length === 0 && !hasDerived(work)) return null
  return (
    <div class="afterword preface group">
      {work.endNotes && <EndNotes work={work} />}
      <SeriesNav view={view} />
      <DerivedWorks work={work} />
    </div>
  )
}

const EndNotes = ({ work }: { readonly work: WorkHead }) => (
  <div class="end notes module" id="work_endnotes">
    <h3 class="heading">{t('Notes at the end of the work')}</h3>
    <blockquote class="userstuff" {...ownLanguage(work.language)}>
      {theirWords(work.endNotes, 3, 'work', work.pictures)}
    </blockquote>
  </div>
)
