import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { ownLanguage, type Relation, type Relations } from '../works/index.ts'
import { workSaid } from './together-related-said.tsx'

interface RelationsProps {
  readonly page: Page
  readonly owner: Member
  readonly relations: Relations
}

/** Works made of one's own, to be shown there or not; and what one's own works name. */
export const RelationsPage = ({ page, owner, relations }: RelationsProps) => (
  <OwnPage
    page={page}
    title={t('Related works')}
    lead={t(
      'Whoever names your work as their source shows it on their own. Your work shows theirs once you let it.',
    )}
  >
    <h3 class="ruled heading">{t('Made of your works')}</h3>
    {relations.made.length === 0 && <p>{t('No work here names one of yours.')}</p>}
    <ul class="answers">
      {relations.made.map((one) => (
        <Row page={page} owner={owner} one={one} deed={one.approved ? 'withdraw' : 'approve'} />
      ))}
    </ul>
    <h3 class="ruled heading">{t('Named by your works')}</h3>
    {relations.sources.length === 0 && <p>{t('Your works name no other.')}</p>}
    <ul class="answers">
      {relations.sources.map((one) => (
        <Row page={page} owner={owner} one={one} deed="remove" />
      ))}
    </ul>
  </OwnPage>
)

interface RowProps {
  readonly page: Page
  readonly owner: Member
  readonly one: Relation
  readonly deed: 'approve' | 'withdraw' | 'remove'
}

function Row({ page, owner, one, deed }: RowProps) {
  // What is not revealed cannot be looked at: nobody has to decide on it.
  const open = deed !== 'approve' || one.other.state !== 'unrevealed'
  return (
    <li>
      <div class="what">
        <p>{said(one, deed)}</p>
        {deed === 'withdraw' && <p class="hint">{t('Your work shows it.')}</p>}
      </div>
      {open && (
        <form method="post" action={href(routes.relatedWorks, { name: owner.name })} class="actions">
          <Csrf page={page} />
          <input type="hidden" name="relation" value={String(one.id)} />
          <button class={deed === 'approve' ? 'first' : undefined} type="submit" name="deed" value={deed}>
            {deedSaid(deed)}
            <span class="said">
              {' '}
              <bdi>{one.other.title || one.own.title}</bdi>
            </span>
          </button>
        </form>
      )}
    </li>
  )
}

function deedSaid(deed: RowProps['deed']): string {
  if (deed === 'approve') return t('Let it show')
  return deed === 'withdraw' ? t('Show it no more') : t('Remove')
}

/** Which of the two came from which. */
function said({ relation, own, other }: Relation, deed: RowProps['deed']) {
  const mine = (
    <a href={href(routes.work, { workId: own.id })} {...ownLanguage(own.language)}>
      <cite>{own.title}</cite>
    </a>
  )
  const theirs = <span>{workSaid(other)}</span>
  const [work, source] = deed === 'remove' ? [mine, theirs] : [theirs, mine]
  return relation === 'translation-of'
    ? sayWith('{work}, a translation of {source}', { work, source })
    : sayWith('{work}, inspired by {source}', { work, source })
}
