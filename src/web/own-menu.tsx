import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { keepingFor } from './keeping.ts'
import type { Page } from './page.ts'
import { t } from './say.ts'
import { type MenuGroup, SideMenu } from './side-menu.tsx'

interface OwnLink {
  readonly route:
    | Extract<(typeof routes)[keyof typeof routes], `/users/:name/${string}` | `/settings/${string}`>
    | typeof routes.importForm
    | typeof routes.newWork
  readonly label: () => string
}

/** Everything that is a person's own, by one name each. A new settings page adds its line here, and is reachable. */
const OWN: readonly { readonly title: () => string; readonly links: readonly OwnLink[] }[] = [
  {
    title: () => t('Yours'),
    links: [
      { route: routes.userWorks, label: () => t('Works') },
      { route: routes.drafts, label: () => t('Drafts') },
      { route: routes.trash, label: () => t('Trash') },
      { route: routes.userSeries, label: () => t('Series') },
      { route: routes.statistics, label: () => t('Statistics') },
      { route: routes.chooseWorks, label: () => t('Many works at once') },
      { route: routes.library, label: () => t('Library') },
      { route: routes.readings, label: () => t('History') },
      { route: routes.creatorships, label: () => t('Invitations to be a creator') },
      { route: routes.gifts, label: () => t('Gifts') },
      { route: routes.relatedWorks, label: () => t('Related works') },
      { route: routes.images, label: () => t('Pictures') },
      { route: routes.shelves, label: () => t('Shelves') },
      { route: routes.ownFilters, label: () => t('Saved filters') },
      { route: routes.favourites, label: () => t('Favourite tags') },
      { route: routes.newWork, label: () => t('Post a new work') },
      { route: routes.importForm, label: () => t('Bring works in') },
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
      { route: routes.preferences, label: () => t('Preferences') },
      { route: routes.security, label: () => t('Security') },
      { route: routes.devices, label: () => t('Keys for devices') },
      { route: routes.settings, label: () => t('Light, type and page') },
      { route: routes.ownSkins, label: () => t('Skins') },
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

/** Beside every page of one's own. */
export function OwnMenu({ page }: { readonly page: Page }) {
  if (page.actor.type === 'guest') return null
  return <SideMenu page={page} label={t('Your own pages')} groups={groupsFor(page.actor)} />
}

function groupsFor(actor: Member): MenuGroup[] {
  const own = OWN.map(({ title, links }) => ({
    title: title(),
    links: links.map(({ route, label }) => ({ href: href(route, { name: actor.name }), label: label() })),
  }))
  if (keepingFor(actor).length === 0) return own
  const keeping = { href: routes.keeping, label: t('Keep the archive') }
  return [...own, { title: t('This archive'), links: [keeping] }]
}
