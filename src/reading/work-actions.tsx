import { may } from '../core/roles.ts'
import { type Marking, ReadingMenu } from '../library/index.ts'
import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { KeepOffline } from '../web/keep-offline.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import {
  type ChapterPlace,
  chapterHref,
  chapterLine,
  type Standing,
  type WorkHead,
  type WorkPageView,
} from '../works/index.ts'
import { DownloadMenu } from './download-menu.tsx'
import { StyleSwitch, type WorkStyle } from './work-style.tsx'

interface WorkActionsProps {
  readonly page: Page
  readonly view: WorkPageView
  readonly standing: Standing
  readonly marking: Marking | null
  /** Of its creator; absent: it has none. */
  readonly style?: WorkStyle | undefined
}

/** What can be done with this page: see it whole, find a chapter, take it along, set the text. */
export function WorkActions({ page, view, standing, marking, style }: WorkActionsProps) {
  const { work } = view
  return (
    <nav class="work navigation" aria-label={t('This work')}>
      <ul class="work navigation actions">
        {view.contents.length > 1 && <WayOfReading view={view} />}
        {view.contents.length > 1 && <ChapterIndex view={view} standing={standing} />}
        {marking && <ReadingMenu page={page} work={work} marking={marking} />}
        {work.downloadable && <DownloadMenu work={work} />}
        {style && <StyleSwitch path={page.path} style={style} />}
        <li class="text">
          <a class="button" href={href(routes.settings, {}, { back: page.path })} rel="nofollow">
            <Icon name="text-size" />
            {t('Text')}
          </a>
        </li>
        {work.downloadable && <KeepOffline work={work.id} />}
        <li class="aloud" hidden>
          <button type="button" class="button" aria-expanded="false">
            <Icon name="aloud" />
            {t('Listen')}
          </button>
        </li>
        {work.shareable && (
          <li class="share">
            <a class="button" href={href(routes.share, { workId: work.id })} rel="nofollow">
              <Icon name="share" />
              {t('Share')}
            </a>
          </li>
        )}
        {work.own && work.audience !== 'kept' && <Writing work={work} here={standing.here} />}
        {may(page.actor, 'hide-works') && work.audience !== 'kept' && !work.draft && (
          <li class="moderate">
            <a class="button" href={href(routes.adminWork, { workId: work.id })} rel="nofollow">
              <Icon name="warning" />
              {t('Moderate')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** What those who wrote it can do with it. */
const Writing = ({ work, here }: { readonly work: WorkHead; readonly here: ChapterPlace | null }) => (
  <li class="writing">
    <details name="work-actions">
      <summary class="button">
        <Icon name="edit" />
        {t('Edit')}
      </summary>
      <ul>
        {here && (
          <li>
            <a href={href(routes.editChapter, { workId: work.id, chapterId: here.id })} rel="nofollow">
              {t('Edit this chapter')}
            </a>
          </li>
        )}
        {(
          [
            [routes.editWork, t('Edit the work')],
            [routes.editTags, t('Edit tags')],
            [routes.newChapter, t('Add chapter')],
            [routes.manageChapters, t('Order of chapters')],
            [routes.revisions, t('Earlier versions')],
            [routes.deleteWork, t('Delete')],
          ] as const
        ).map(([route, says]) => (
          <li>
            <a href={href(route, { workId: work.id })} rel="nofollow">
              {says}
            </a>
          </li>
        ))}
      </ul>
    </details>
  </li>
)

function WayOfReading({ view }: Pick<WorkActionsProps, 'view'>) {
  const { work, contents, entire } = view
  const [first] = contents
  if (entire && first) {
    return (
      <li class="chapter bychapter">
        <a class="button" href={chapterHref(work, first)}>
          <Icon name="file" />
          {t('By chapter')}
        </a>
      </li>
    )
  }
  return (
    <li class="chapter entire">
      <a class="button" href={href(routes.work, { workId: work.id }, { view_full_work: true })}>
        <Icon name="book" />
        {t('Entire work')}
      </a>
    </li>
  )
}

/** AO3's chapter index: a select, which saved pages keep and importers read, and the full page. */
function ChapterIndex({ view, standing }: Pick<WorkActionsProps, 'view' | 'standing'>) {
  const { work, contents } = view
  const full = href(routes.navigate, { workId: work.id })
  return (
    <li class="chapter index">
      <details name="work-actions">
        <summary class="button">
          <Icon name="list" />
          {t('Chapters')}
        </summary>
        <form id="chapter_index" action={full}>
          <label class="said" for="selected_id">
            {t('Chapter')}
          </label>
          <select id="selected_id" name="selected_id">
            {contents.map((chapter) => (
              <option value={chapter.id} selected={chapter.id === standing.here?.id}>
                {chapterLine(chapter)}
              </option>
            ))}
          </select>
          <button type="submit">{t('Go')}</button>
        </form>
        <a href={full}>{t('Index with dates')}</a>
      </details>
    </li>
  )
}
