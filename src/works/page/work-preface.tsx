import type { Child } from 'hono/jsx'
import { href, routes } from '../../routes.ts'
import { Icon } from '../../web/icons.tsx'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { Creators } from '../byline.tsx'
import { ownLanguage } from '../text-language.ts'
import { theirWords } from '../their-words.ts'
import type { WorkHead, WorkPageView } from '../views.ts'
import { chapterHref, type Standing } from './chapter-place.ts'
import { HeldPermission } from './consent-block.tsx'
import { Associations } from './related-works.tsx'

interface PrefaceProps {
  readonly view: WorkPageView
  readonly standing: Standing
}

/** Title, names and summary; on a later chapter's page only as a reminder. */
export function WorkPreface({ view, standing }: PrefaceProps) {
  const { work } = view
  return (
    <div class={standing.opening ? 'preface group' : 'later preface group'}>
      <h2 class="title heading" {...ownLanguage(work.language)}>
        {work.title}
      </h2>
      <h3 class="byline heading">
        <Creators creators={work.creators} archivist={work.archivist} />
      </h3>
      {whoSees(work)}
      {work.summary && <Summary work={work} open={standing.opening} />}
      {standing.opening && <WorkNotes view={view} standing={standing} />}
    </div>
  )
}

/** Told once, at the opening; later it is there for who has forgotten. */
function Summary({ work, open }: { readonly work: WorkHead; readonly open: boolean }) {
  const heading = <h3 class="heading">{t('Summary')}</h3>
  const text = (
    <blockquote class="userstuff" {...ownLanguage(work.language)}>
      {theirWords(work.summary, 3)}
    </blockquote>
  )
  return (
    <div class="summary module">
      {open ? (
        [heading, text]
      ) : (
        <details>
          <summary>{heading}</summary>
          {text}
        </details>
      )}
    </div>
  )
}

/** A line for each reason why not everyone sees this page. */
function whoSees(work: WorkHead): Child {
  return (
    <>
      {work.draft && who('edit', t('A draft: only you can see this.'))}
      {work.audience === 'members' && who('lock', t('For members only.'))}
      {work.audience === 'kept' && who('book', t('A kept copy: only you can see this.'), keptMore(work))}
      {work.held && who('quotation', <HeldPermission work={work} />)}
    </>
  )
}

const who = (icon: 'edit' | 'lock' | 'book' | 'quotation', says: Child, more?: Child) => (
  <p class="who-sees">
    <Icon name={icon} />
    <span>
      {says}
      {more}
    </span>
  </p>
)

const keptMore = (work: WorkHead): Child => (
  <>
    {from(work)}{' '}
    <a href={href(routes.publication, { workId: work.id })}>{t('Shelves, and making it public')}</a>
  </>
)

const from = ({ origin }: WorkHead): Child =>
  origin && <> {sayWith('From {archive}.', { archive: <a href={origin.url}>{origin.archive}</a> })}</>

function WorkNotes({ view, standing }: PrefaceProps) {
  const { work } = view
  const associations =
    work.recipients.length > 0 || work.relatedWorks.some((one) => one.relation !== 'inspired')
  if (!work.notes && !work.endNotes && !associations) return null
  return (
    <div class="notes module">
      <h3 class="heading">{t('Notes')}</h3>
      <Associations work={work} />
      {work.notes && (
        <blockquote class="userstuff" {...ownLanguage(work.language)}>
          {theirWords(work.notes, 3, 'work', work.pictures)}
        </blockquote>
      )}
      {work.endNotes && <ToEndNotes view={view} standing={standing} />}
    </div>
  )
}

/** The end notes may stand on another page: after the last posted chapter. */
function ToEndNotes({ view, standing }: PrefaceProps) {
  const last = view.contents.at(-1)
  const page = standing.closing || !last ? '' : chapterHref(view.work, last)
  const notes = <a href={`${page}#work_endnotes`}>{view.work.notes ? t('more notes') : t('notes')}</a>
  return <p class="jump">{sayWith('See the end of the work for {notes}.', { notes })}</p>
}
