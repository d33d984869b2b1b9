import type { Actor } from '../core/actor.ts'
import { type Deed, may } from '../core/roles.ts'
import { routes } from '../routes.ts'
import { t } from './say.ts'

interface KeepingPage {
  readonly href: string
  readonly label: () => string
  /** In one sentence, what it is for. */
  readonly says: () => string
  /** Who may not do this finds nothing at its address. */
  readonly deed: Deed
}

/** What the keepers of an archive do. A new page of theirs adds its line here, and is reachable. */
const KEEPING: readonly KeepingPage[] = [
  {
    href: routes.keepArchive,
    label: () => t('Name, rules and privacy'),
    says: () => t('What the archive is called, what it is about, and what holds here.'),
    deed: 'keep-archive',
  },
  {
    href: routes.keepJoining,
    label: () => t('Who may join'),
    says: () => t('Open, by invitation or closed; the queue, and invitations to give.'),
    deed: 'keep-archive',
  },
  {
    href: routes.outbox,
    label: () => t('Outbox'),
    says: () => t('The mails the archive wrote, and whether they went out.'),
    deed: 'read-outbox',
  },
  {
    href: routes.claims,
    label: () => t('Claims'),
    says: () => t('Who says that a work kept here is theirs, and where the proof stands.'),
    deed: 'record-permission',
  },
  {
    href: routes.claimAddresses,
    label: () => t('Writers elsewhere'),
    says: () => t('Where they are written to about their works, and who wants no letters or no works here.'),
    deed: 'record-permission',
  },
  {
    href: routes.keepSkins,
    label: () => t('Skins'),
    says: () => t('Looks and work skins that members offer to everybody.'),
    deed: 'approve-skins',
  },
  {
    href: routes.adminDecisions,
    label: () => t('Decisions'),
    says: () => t('What was decided about works, skins and people, by whom and why.'),
    deed: 'hide-works',
  },
]

/** The pages that this person may use; none for most. */
export const keepingFor = (actor: Actor): readonly KeepingPage[] =>
  KEEPING.filter(({ deed }) => may(actor, deed))
