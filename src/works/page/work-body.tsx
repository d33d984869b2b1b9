import { direction } from '../../core/languages.ts'
import { locale, t } from '../../web/say.ts'
import { ownLanguage } from '../text-language.ts'
import { theirWords } from '../their-words.ts'
import type { WorkHead, WorkPageView } from '../views.ts'
import { workBrief } from '../work-brief.ts'
import { SeriesNav } from './chapter-nav.tsx'
import type { Standing } from './chapter-place.ts'
import { ChapterText } from './chapter-text.tsx'
import { EditedOn } from './edited-on.tsx'
import { DerivedWorks, hasDerived } from './related-works.tsx'
import { WorkMeta } from './work-meta.tsx'
import { WorkPreface } from './work-preface.tsx'
import { InBounds } from './work-style.tsx'

interface WorkBodyProps {
  readonly view: WorkPageView
  readonly standing: Standing
}

/** What a work is and says, as its readers have it: what it is about, its opening, its text, its end. Names are AO3's. */
export const WorkBody = ({ view, standing }: WorkBodyProps) => (
  <>
    <details class="wrapper about-work">
      <summary>
        <span>{t('About this work')}</span> <span class="brief">{workBrief(view.work)}</span>
      </summary>
      <WorkMeta work={view.work} />
    </details>
    <InBounds work={view.work}>
      <div
        id="workskin"
        class={direction(view.work.language) === direction(locale()) ? undefined : 'other-way'}
      >
        <WorkPreface view={view} standing={standing} />
        <EditedOn edits={view.edits ?? []} />
        <div id="chapters" data-work={view.work.id}>
          {view.shown.map((chapter, at) => (
            <ChapterText
              {...{ work: view.work, chapter, titled: standing.chaptered }}
              first={at === 0}
              alone={view.shown.length === 1}
            />
          ))}
        </div>
        {standing.closing && <Afterword view={view} />}
      </div>
    </InBounds>
  </>
)

function Afterword({ view }: { readonly view: WorkPageView }) {
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
