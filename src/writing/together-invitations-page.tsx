import type { Child } from 'hono/jsx'
import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { Creators, type OpenInvitation, textLanguage } from '../works/index.ts'

interface InvitationsProps {
  readonly page: Page
  readonly owner: Member
  readonly invitations: readonly OpenInvitation[]
}

/** What others asked this person to be a creator of. */
export const InvitationsPage = ({ page, owner, invitations }: InvitationsProps) => (
  <OwnPage
    page={page}
    title={t('Invitations to be a creator')}
    lead={t(
      'Until you accept, your name stands nowhere and you edit nothing. Whoever asked is not told that you decline.',
    )}
  >
    {invitations.length === 0 ? (
      <p>{t('Nobody is waiting for your answer.')}</p>
    ) : (
      <ul class="answers">
        {invitations.map((one) => (
          <Invitation page={page} owner={owner} invitation={one} />
        ))}
      </ul>
    )}
    <p class="hint">
      {sayWith('Whether others may invite you is chosen in your {preferences}.', {
        preferences: <a href={href(routes.preferences, { name: owner.name })}>{t('preferences')}</a>,
      })}
    </p>
  </OwnPage>
)

function Invitation({
  page,
  owner,
  invitation,
}: Omit<InvitationsProps, 'invitations'> & { invitation: OpenInvitation }) {
  const { id, pen, madeAt, creators } = invitation
  return (
    <li>
      <div class="what">
        <h3 class="heading">{whatFor(invitation)}</h3>
        {creators.length > 0 && (
          <p class="byline">
            {sayWith('by\u00A0{creators}', { creators: <Creators creators={creators} /> })}
          </p>
        )}
        <p class="hint">
          {sayWith('As {name}, asked on {date}.', {
            name: <bdi>{pen}</bdi>,
            date: <time datetime={isoDay(madeAt)}>{day(madeAt)}</time>,
          })}
          {invitation.draft && ` ${t('It is a draft.')}`}
        </p>
      </div>
      <form method="post" action={href(routes.creatorships, { name: owner.name })} class="actions">
        <Csrf page={page} />
        <input type="hidden" name="invitation" value={String(id)} />
        <button class="first" type="submit" name="answer" value="accept">
          {t('Accept')}
          <Said title={invitation.title} />
        </button>
        <button type="submit" name="answer" value="decline">
          {t('Decline')}
          <Said title={invitation.title} />
        </button>
      </form>
    </li>
  )
}

const Said = ({ title }: { readonly title: string }) => (
  <span class="said">
    {' '}
    <bdi>{title}</bdi>
  </span>
)

function whatFor({ title, language, chapter, series }: OpenInvitation): Child {
  const cite = <cite {...(language === null ? {} : textLanguage(language))}>{title}</cite>
  if (series !== null) return <>{sayWith('The series {title}', { title: cite })}</>
  return chapter === null ? (
    cite
  ) : (
    <span>{sayWith('Chapter {n} of {title}', { n: chapter, title: cite })}</span>
  )
}
