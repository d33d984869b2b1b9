import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reader } from '../search/index.ts'
import { classesListedFor, listedFor } from '../works/index.ts'
import type { Browsing } from './browse.ts'
import { conditionOf, notMuted } from './filter-sql.ts'
import { hidesNothing, muted, NOTHING_HIDDEN } from './saved/choices.ts'

/** Who counts and lists beside the lists of works: what they hide or mute is not there for them here either. */
export const readerIn = ({ actor, choices }: Pick<Browsing, 'actor' | 'choices'>): Reader => ({
  sees: classesListedFor(actor),
  ...muted(choices?.hidden ?? NOTHING_HIDDEN),
})

/**
 * Of pen names, beside their works: whom the reader hides or mutes is not offered or listed. A name that is not shown
 * to be anybody's stays, whoever is muted: it would tell whose it is.
 */
export function findsNamed({ choices }: Pick<Browsing, 'choices'>): RawBuilder<SqlBool> {
  const { accounts, penNames } = choices?.hidden ?? NOTHING_HIDDEN
  return sql<SqlBool>`(pen_names.id <> all(${[...penNames]}::int[])
    and (pen_names.person_id is null or pen_names.unlinked or pen_names.person_id <> all(${[...accounts]}::int[])))`
}

/** The same as a condition on `works`. */
export const findsIn = (browsing: Pick<Browsing, 'actor' | 'choices' | 'within'>): RawBuilder<SqlBool> => {
  const listed = browsing.within
    ? sql<SqlBool>`(${listedFor(browsing.actor)} and ${conditionOf(browsing.within)})`
    : listedFor(browsing.actor)
  return hidesNothing(browsing.choices?.hidden ?? NOTHING_HIDDEN)
    ? listed
    : sql<SqlBool>`(${listed} and ${notMuted(readerIn(browsing))})`
}
