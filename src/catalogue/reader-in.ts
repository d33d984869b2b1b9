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

/** The same as a condition on `works`. */
export const findsIn = (browsing: Pick<Browsing, 'actor' | 'choices' | 'within'>): RawBuilder<SqlBool> => {
  const listed = browsing.within
    ? sql<SqlBool>`(${listedFor(browsing.actor)} and ${conditionOf(browsing.within)})`
    : listedFor(browsing.actor)
  return hidesNothing(browsing.choices?.hidden ?? NOTHING_HIDDEN)
    ? listed
    : sql<SqlBool>`(${listed} and ${notMuted(readerIn(browsing))})`
}
