import { raw } from 'hono/html'
import { fitHeadings, scopeAnchors, surelyClean } from '../../prose/index.ts'
import { href, routes } from '../../routes.ts'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { day, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { StandTo } from './keep-away.ts'
import { KeepAway } from './keep-away-bar.tsx'
import type { PublicProfile } from './profile.ts'

interface ProfilePageProps {
  readonly page: Page
  readonly profile: PublicProfile
  readonly own: boolean
  /** How the reader stands to them; null where there is nothing to change. */
  readonly distance: StandTo | null
}

/** Who a person says they are. No address, no birthday, no pen name that is not linked. */
export function ProfilePage({ page, profile, own, distance }: ProfilePageProps) {
  const { name, title, text, joined } = profile
  return (
    <Layout page={page} title={t('Profile of {name}', { name })} active={own ? 'you' : 'works'}>
      <div class="user home profile">
        <div class="page-head">
          <p class="kind">{t('Profile')}</p>
          <h2 class="heading">
            <a href={href(routes.user, { name })}>
              <bdi>{name}</bdi>
            </a>
          </h2>
          <p class="facts">
            {sayWith('Here since {date}', { date: <time datetime={isoDay(joined)}>{day(joined)}</time> })}
          </p>
          {own && (
            <p class="actions">
              <a class="button" href={href(routes.profileEdit, { name })}>
                {t('Edit profile')}
              </a>
            </p>
          )}
        </div>
        {distance && <KeepAway page={page} name={name} distance={distance} />}
        {title && (
          <h3 class="ruled" dir="auto">
            {title}
          </h3>
        )}
        {text && (
          <div class="userstuff about" dir="auto">
            {raw(scopeAnchors(fitHeadings(surelyClean(text), 3), 'profile'))}
          </div>
        )}
        <PenNames profile={profile} />
      </div>
    </Layout>
  )
}

const PenNames = ({ profile: { name, penNames } }: Pick<ProfilePageProps, 'profile'>) => (
  <section aria-labelledby="pen-names">
    <h3 class="ruled" id="pen-names">
      {t('Pen names')}
    </h3>
    <ul class="pens">
      {penNames.map((pen) => (
        <li>
          <a href={href(routes.pseud, { name, pseud: pen })}>
            <bdi>{pen}</bdi>
          </a>
        </li>
      ))}
    </ul>
  </section>
)
