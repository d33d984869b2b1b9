import type { Actor } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { address } from '../address.ts'
import type { Browsed } from '../browse.ts'
import { type Choices, hidesNothing, NOTHING_HIDDEN } from './choices.ts'

/** What a list says of the reader's own choices, and the forms beside it. */
export interface ReaderView {
  readonly csrf: string
  /** The address of the reader's own account: nobody hides themselves. */
  readonly self: string | null
  /** This list as it stands, to come back to. */
  readonly back: string
  readonly filter: (Switch & { readonly name: string }) | null
  readonly hidden: Switch | null
  /** Where saved filters, and where hidden things are kept. */
  readonly filtersAt: string
  readonly hiddenAt: string
  /** The filters of this list, as they would be saved; null: none are set. */
  readonly saving: { readonly query: string; readonly savedAs: string | null } | null
  /** A member whose browser still holds what they chose as a guest. */
  readonly leftOver: boolean
}

interface Switch {
  readonly on: boolean
  /** Works it takes out of this list. */
  readonly works: number
  /** This list with it turned the other way. */
  readonly turn: string
}

const LIFT = { default: 'off', hidden: 'show' } as const

/** The choices that hold for this list: each can be lifted in its address. */
export function inForce({ filter, hidden }: Choices, search: URLSearchParams): Choices {
  return {
    filter: search.get('default') === LIFT.default ? null : filter,
    hidden: search.get('hidden') === LIFT.hidden ? NOTHING_HIDDEN : hidden,
  }
}

/** What the filters' form carries along, so that what is lifted stays so. */
export const liftedIn = (search: URLSearchParams): readonly { name: string; value: string }[] =>
  Object.entries(LIFT).flatMap(([name, value]) => (search.get(name) === value ? [{ name, value }] : []))

export interface Desk {
  readonly actor: Actor
  readonly choices: Choices
  readonly csrf: string
  readonly back: string
  readonly saving: ReaderView['saving']
  readonly leftOver: boolean
}

interface Listed {
  readonly path: string
  readonly search: URLSearchParams
  readonly found: Browsed
}

export function readerView({ actor, choices, ...desk }: Desk, { path, search, found }: Listed): ReaderView {
  const { filter, hidden } = choices
  const force = inForce(choices, search)
  const turn = (name: keyof typeof LIFT, on: boolean): string =>
    address(path, search, (query) => (on ? query.set(name, LIFT[name]) : query.delete(name)))
  const of = (name: keyof typeof LIFT, on: boolean, works: number): Switch => ({
    on,
    works,
    turn: turn(name, on),
  })
  return {
    ...desk,
    self: actor.type === 'member' ? href(routes.user, { name: actor.name }) : null,
    filter: filter && { name: filter.name, ...of('default', force.filter !== null, found.taken.byFilter) },
    hidden: hidesNothing(hidden) ? null : of('hidden', !hidesNothing(force.hidden), found.taken.byHidden),
    filtersAt: filtersAt(actor),
    hiddenAt: hiddenAt(actor),
  }
}

export const filtersAt = (actor: Actor): string =>
  actor.type === 'member' ? href(routes.ownFilters, { name: actor.name }) : routes.filters

export const hiddenAt = (actor: Actor): string =>
  actor.type === 'member' ? href(routes.ownHidden, { name: actor.name }) : routes.hidden
