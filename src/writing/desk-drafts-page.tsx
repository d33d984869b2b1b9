import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type OwnDraft, ownLanguage } from '../works/index.ts'

interface DraftsProps {
  readonly page: Page
  readonly owner: Member
  readonly total: number
  readonly drafts: readonly OwnDraft[]
  readonly at: number
  readonly pages: number
}

/** Works that nobody sees yet but those who write them, and what can be done with each. */
export const DraftsPage = ({ page, owner, total, drafts, at, pages }: DraftsProps) => (
  <OwnPage
    page={page}
    title={t('Drafts')}
    lead={
      total > 0
        ? t(
            '{n, plural, one {# draft} other {# drafts}}, seen by you and those who write with you. They stay as long as you like.',
            { n: total },
          )
        : undefined
    }
  >
    {drafts.length === 0 ? (
      <div class="no-drafts">
        <p>{t('No drafts. What you begin and keep for later waits here, as long as you like.')}</p>
        <p>
          <a class="button first" href={routes.newWork}>
            {t('Post a new work')}
          </a>
        </p>
      </div>
    ) : (
      <ol class="draft-list">
        {drafts.map((draft) => (
          <Draft page={page} draft={draft} />
        ))}
      </ol>
    )}
    {pages > 1 && (
      <nav class="actions" aria-label={t('Pages')}>
        {at > 1 && (
          <a class="button" rel="prev" href={href(routes.drafts, { name: owner.name }, { page: at - 1 })}>
            <Icon name="previous" turns /> {t('Newer')}
          </a>
        )}
        {at < pages && (
          <a class="button" rel="next" href={href(routes.drafts, { name: owner.name }, { page: at + 1 })}>
            {t('Older')} <Icon name="next" turns />
          </a>
        )}
      </nav>
    )}
  </OwnPage>
)

interface DraftProps {
  readonly page: Page
  readonly draft: OwnDraft
}

function Draft({ page, draft }: DraftProps) {
  const { id, title, language, fandoms, words, chapters, changed, posts } = draft
  return (
    <li>
      <h3 class="heading">
        <a href={href(routes.work, { workId: id })} {...ownLanguage(language)}>
          {title}
        </a>
      </h3>
      <p class="fandoms">
        <bdi>{fandoms.join(', ')}</bdi>
      </p>
      <p class="fine">
        {t('{n, plural, one {# word} other {# words}}', { n: words })}
        {chapters > 1 && <> · {t('{n, plural, one {# chapter} other {# chapters}}', { n: chapters })}</>} ·{' '}
        {sayWith('changed {date}', { date: <time datetime={isoDay(changed)}>{day(changed)}</time> })}
        {posts && (
          <>
            {' '}
            · <Icon name="clock" inline />{' '}
            {t('posts itself on {when} ({zone})', { when: posts.local.replace('T', ' '), zone: posts.zone })}
          </>
        )}
      </p>
      <DraftActions page={page} draft={draft} />
    </li>
  )
}

function DraftActions({ page, draft: { id, title } }: DraftProps) {
  const ofWhich = <span class="said">: {title}</span>
  return (
    <div class="actions">
      <form method="post" action={href(routes.postDraft, { workId: id })}>
        <Csrf page={page} />
        <button type="submit">
          {t('Post')}
          {ofWhich}
        </button>
      </form>
      {(
        [
          [routes.editWork, t('Edit')],
          [routes.editTags, t('Edit tags')],
          [routes.newChapter, t('Add chapter')],
          [routes.deleteWork, t('Delete')],
        ] as const
      ).map(([route, says]) => (
        <a href={href(route, { workId: id })}>
          {says}
          {ofWhich}
        </a>
      ))}
    </div>
  )
}
