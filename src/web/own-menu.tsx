import type { Child } from 'hono/jsx'
import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import type { Page } from './page.ts'
import { t } from './say.ts'

interface OwnLink {
  readonly route:
    | Extract<(typeof routes)[keyof typeof routes], `/users/:name/${string}`>
    | `/settings/${string}`
  readonly label: () => string
}

/** Everything that is a person's own, by one name each. A new settings page adds its line here, and is reachable. */
const OWN: readonly { readonly title: () => string; readonly links: readonly OwnLink[] }[] = [
  {
    title: () => t('Yours'),
    links: [
      { route: routes.userWorks, label: () => t('Works') },
      { route: routes.userSeries, label: () => t('Series') },
      { route: routes.library, label: () => t('Library and drafts') },
      { route: routes.ownFilters, label: () => t('Saved filters') },
    ],
  },
  {
    title: () => t('Who you are'),
    links: [
      { route: routes.profileEdit, label: () => t('Profile') },
      { route: routes.pseuds, label: () => t('Pen names') },
      { route: routes.invitations, label: () => t('Invitations') },
    ],
  },
  {
    title: () => t('Settings'),
    links: [
      { route: routes.invitations, label: () => t('Invitations') },
      { route: routes.preferences, label: () => t('Preferences') },
      { route: routes.security, label: () => t('Security') },
      { route: routes.settings, label: () => t('Light, type and page') },
      { route: routes.parcels, label: () => t('Take everything with you') },
      { route: routes.orphan, label: () => t('Give works up') },
      { route: routes.leave, label: () => t('Leave') },
    ],
  },
  {
    title: () => t('What you do not want to meet'),
    links: [
      { route: routes.ownHidden, label: () => t('What you hide') },
      { route: routes.muted, label: () => t('Muted people') },
      { route: routes.blocked, label: () => t('Blocked people') },
    ],
  },
]

/** Beside every page of one's own; folded on a phone. One of the two is always out of sight and of the way. */
export function OwnMenu({ page }: { readonly page: Page }) {
  if (page.actor.type === 'guest') return null
  const groups = groupsFor(page.actor, page.path.split('?')[0] ?? '')
  return (
    <>
      <nav class="own-menu" aria-label={t('Your own pages')}>
        {groups}
      </nav>
      <details class="own-menu">
        <summary>{t('Your own pages')}</summary>
        <nav aria-label={t('Your own pages')}>{groups}</nav>
      </details>
    </>
  )
}

function groupsFor({ name }: Member, path: string): Child {
  return OWN.map(({ title, links }) => (
    <div>
      <p class="label">{title()}</p>
      <ul>
        {links.map(({ route, label }) => {
          const to = href(route, { name })
          return (
            <li>
              <a href={to} aria-current={to === path ? 'page' : undefined}>
                {label()}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  ))
}
