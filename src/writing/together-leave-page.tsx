import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { ownLanguage, type SignedChapter, type WorkHead } from '../works/index.ts'

interface LeaveWorkProps {
  readonly page: Page
  readonly work: WorkHead
  /** Those they sign. */
  readonly chapters: readonly SignedChapter[]
  readonly fault: string | undefined
}

/** Takes one's own names off a work that others sign, too, or off some of its chapters. */
export function LeaveWorkPage({ page, work, chapters, fault }: LeaveWorkProps) {
  const title = (
    <a href={href(routes.work, { workId: work.id })} {...ownLanguage(work.language)}>
      {work.title}
    </a>
  )
  return (
    <Layout page={{ ...page, robots: false }} title={t('Take your name off {title}', { title: work.title })}>
      <div class="page-head">
        <h2 class="heading">{sayWith('Take your name off {title}', { title })}</h2>
        <p>{t('The work stays as it is, with its other creators. You can edit it no more.')}</p>
      </div>
      {fault && (
        <NoticeBox kind="error">
          <p>{fault}</p>
        </NoticeBox>
      )}
      <form method="post" action={href(routes.leaveWork, { workId: work.id })}>
        <Csrf page={page} />
        {chapters.length > 0 && work.chapters.posted + chapters.length > 2 && <Which chapters={chapters} />}
        <p class="actions">
          <button class="first" type="submit" name="leave" value="work">
            {t('Leave the whole work')}
          </button>
          <a class="button" href={href(routes.work, { workId: work.id })}>
            {t('Stay')}
          </a>
        </p>
      </form>
    </Layout>
  )
}

/** Each by itself: who leaves their last chapter leaves the work. */
const Which = ({ chapters }: Pick<LeaveWorkProps, 'chapters'>) => (
  <section class="leave-chapters">
    <h3 class="heading">{t('Only one chapter')}</h3>
    <p class="hint">{t('You stay on your others. With your last chapter you leave the work.')}</p>
    <ul class="answers">
      {chapters.map(({ id, position, title }) => (
        <li>
          <span class="what">
            {title
              ? sayWith('Chapter {n}: {title}', { n: position, title: <bdi>{title}</bdi> })
              : t('Chapter {n}', { n: position })}
          </span>
          <button type="submit" name="leave" value={String(id)}>
            {t('Leave this chapter')}
            <span class="said"> {position}</span>
          </button>
        </li>
      ))}
    </ul>
  </section>
)
