import { CONTENT, type Found, NAMES, UNPOSTED } from './canaries.ts'

/** Who may see what, said anew and by itself: nothing here comes from src/. */
export const STANDINGS = ['draft', 'scheduled', 'posted', 'hidden', 'trashed'] as const
export const AUDIENCES = ['public', 'members', 'kept'] as const
export const DISCLOSURES = ['open', 'anonymous', 'unrevealed'] as const

export interface State {
  readonly standing: (typeof STANDINGS)[number]
  readonly audience: (typeof AUDIENCES)[number]
  readonly disclosure: (typeof DISCLOSURES)[number]
  /** Its creators signed with pen names that nothing public ties to their accounts. */
  readonly unlinked: boolean
}

export const VIEWERS = [
  ...['guest', 'member', 'creator', 'co-creator', 'chapter-creator'],
  ...['moderator', 'wrangler', 'owner', 'blocked', 'muter'],
] as const
export type Viewer = (typeof VIEWERS)[number]

/** All of it; all but who made it; nothing. */
export type Sight = 'all' | 'unnamed' | 'nothing'

/** At the work's own addresses. */
export function opens(viewer: Viewer, state: State): Sight {
  if (state.standing === 'trashed') return 'nothing'
  if (isMaker(viewer, state)) return 'all'
  if (state.audience === 'kept') return 'nothing'
  const named: Sight = state.disclosure === 'open' ? 'all' : 'unnamed'
  if (state.standing === 'hidden') return viewer === 'moderator' || viewer === 'owner' ? named : 'nothing'
  return listed(viewer, state) ? named : 'nothing'
}

/** In lists, counts, searches and feeds. */
export function lists(viewer: Viewer, state: State): Sight {
  if (!listed(viewer, state)) return 'nothing'
  return state.disclosure === 'open' || isMaker(viewer, state) ? 'all' : 'unnamed'
}

function listed(viewer: Viewer, { standing, audience, disclosure }: State): boolean {
  if (standing !== 'posted' || disclosure === 'unrevealed') return false
  return audience === 'public' || (audience === 'members' && viewer !== 'guest')
}

/** A kept copy has one reader. Who signed one chapter is no maker of the work. */
const isMaker = (viewer: Viewer, { audience }: State): boolean =>
  viewer === 'creator' || (viewer === 'co-creator' && audience !== 'kept')

const keepsIt = (viewer: Viewer, { standing, audience }: State): boolean =>
  viewer === 'creator' && standing === 'posted' && audience === 'kept'

/** What kind of place a surface is: whose rule holds there. */
export type Place =
  | 'work'
  | 'list'
  /** A list in which one's own kept copies stand, too. */
  | 'series'
  /** Names of accounts are theirs to be known by; what they wrote anonymously is not. */
  | 'person'
  /** The page of another work that names it. */
  | 'beside'
  /** Of the creator alone: what they keep and have not posted. */
  | 'shelf'
  /** Of whoever keeps the series: it is theirs by its title, also while its work lies in the trash and may come back. */
  | 'own-series'
  /** Where nothing of any work is said. */
  | 'nowhere'

const has = (fields: readonly string[], field: string): boolean => fields.includes(field)

export function mayStand(
  place: Place,
  viewer: Viewer,
  state: State,
  { field }: Pick<Found, 'field'>,
): boolean {
  const opened = opens(viewer, state)
  if (has(UNPOSTED, field)) return place === 'work' && isMaker(viewer, state) && opened !== 'nothing'
  if (has(NAMES, field)) return mayName(place, viewer, state, field)
  if (!has(CONTENT, field)) return false
  const shown = lists(viewer, state)
  switch (place) {
    case 'work':
      return opened !== 'nothing'
    case 'list':
      return shown !== 'nothing'
    case 'series':
      return shown !== 'nothing' || keepsIt(viewer, state)
    case 'person':
      return shown !== 'nothing' && state.disclosure === 'open'
    case 'beside':
      return opened !== 'nothing'
    case 'shelf':
      return viewer === 'creator' && opened !== 'nothing'
    case 'own-series':
      return viewer === 'creator' && (field === 'series' || opened !== 'nothing')
    case 'nowhere':
      return false
  }
}

const BYLINE = ['pen', 'account', 'copen', 'coaccount']

const isAccount = (field: string): boolean => field.endsWith('account')

function mayName(place: Place, viewer: Viewer, state: State, field: string): boolean {
  // Whose an unlinked pen name is, is told on its account's own page alone: that there is such an account.
  if (state.unlinked && isAccount(field))
    return place === 'person' || ((place === 'shelf' || place === 'own-series') && viewer === 'creator')
  if (place === 'person') return field !== 'origin' || lists(viewer, state) === 'all'
  if (place === 'nowhere') return false
  if (place === 'list') return lists(viewer, state) === 'all'
  if (place === 'series') return lists(viewer, state) === 'all' || keepsIt(viewer, state)
  if (place === 'shelf' || place === 'own-series')
    return viewer === 'creator' && opens(viewer, state) === 'all'
  if (opens(viewer, state) === 'all') return true
  // A work for members, named beside another, is a placeholder with its byline.
  const { standing, audience, disclosure } = state
  const placeholder = standing === 'posted' && audience === 'members' && disclosure === 'open'
  return place === 'beside' && placeholder && BYLINE.includes(field)
}
