import type { Actor, Role } from './actor.ts'

/** Everything that not every member may do. */
export const DEEDS = [
  'keep-archive',
  'read-outbox',
  'invite-freely',
  'give-roles',
  'see-hidden-works',
  'hide-works',
  'suspend-people',
  'read-blocks',
  'record-permission',
  'wrangle-tags',
  'approve-skins',
] as const

/**
 * `keep-archive`: its name, its rules, who may join. `read-outbox`: mails that were written to a folder. `invite-freely`:
 * without a number of invitations of one's own. `record-permission`: that a creator elsewhere allowed a kept copy to be public.
 * `approve-skins`: to let everybody wear a member's skin.
 */
export type Deed = (typeof DEEDS)[number]

/** The one table of who may do what. An owner may do everything; a wrangler tends tags and nothing else. */
const MAY: Readonly<Record<Role, ReadonlySet<Deed>>> = {
  owner: new Set(DEEDS),
  moderator: new Set<Deed>([
    ...(['invite-freely', 'see-hidden-works', 'hide-works', 'suspend-people', 'read-blocks'] as const),
    ...(['record-permission', 'wrangle-tags', 'approve-skins'] as const),
  ]),
  wrangler: new Set<Deed>(['wrangle-tags']),
  member: new Set<Deed>(),
}

export const ROLES: readonly Role[] = ['member', 'wrangler', 'moderator', 'owner']

export const may = (actor: Actor, deed: Deed): boolean => actor.type === 'member' && MAY[actor.role].has(deed)
