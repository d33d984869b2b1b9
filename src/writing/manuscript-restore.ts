import { randomUUID } from 'node:crypto'
import type { Member } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { type Manuscript, manuscriptFor, type Place, type Typed } from '../works/index.ts'
import { differing, isLeftAlone } from './manuscript-fields.ts'
import { type Begun, begunBy } from './manuscript-list.ts'
import { isKey, samePlace } from './manuscript-places.ts'

interface Opening {
  readonly place: Place
  /** What the form holds when it is filled from what is stored; of something new: what a blank one holds. */
  readonly fresh: Typed
  /** Of the work or chapter as it is stored; null: it is new. */
  readonly version: number | null
  /** Is all that stood in the form of this manuscript stored as it stood, though its version is not the newest? */
  readonly stands: (typed: Typed) => boolean | Promise<boolean>
  /** The key of the manuscript that is asked for: `?manuscript=` in the address. */
  readonly asked?: string | undefined
}

/** A form as it is opened: its fields, and what it carries hidden. */
export interface OpenedForm {
  readonly how: 'fresh' | 'restored'
  readonly place: Place
  readonly fields: Typed
  readonly key: string
  readonly base: number | null
  /** The version of the manuscript; 0: there is none. */
  readonly kept: number
  /** When what it was restored from was kept. */
  readonly at: Date | null
  /** What else was begun at this place and not saved. */
  readonly others: readonly Begun[]
}

/** What was typed stands on a version that is not the newest any more. */
interface Outdated {
  readonly how: 'conflict'
  readonly manuscript: Manuscript
}

/**
 * Opens a form. What its writer has typed into it and not saved, in whatever browser, stands in it again; of what is new
 * there may be several, so those are offered, and the one that is asked for is opened.
 */
export async function openForm(db: Db, by: Member, opening: Opening): Promise<OpenedForm | Outdated> {
  const { place, fresh, version, stands, asked } = opening
  const begun = await begunBy(db, by.id, place)
  const found = await wanted(db, by, place, asked)
  const others = begun.filter(({ key }) => key !== found?.key)
  const same = found !== undefined && differing(found.fields, fresh).length === 0
  if (!found || same) {
    const own = found ? { key: found.key, kept: found.version } : { key: randomUUID(), kept: 0 }
    return { how: 'fresh', place, fields: fresh, ...own, base: version, at: null, others }
  }
  const isOlder = version !== null && (found.base ?? 0) < version
  if (isOlder && !(await stands(found.fields))) return { how: 'conflict', manuscript: found }
  const { key, version: kept, keptAt: at, base } = found
  const fields = { ...fresh, ...found.fields, ...untouched(found.fields, fresh) }
  return { how: 'restored', place, fields, key, kept, base, at, others }
}

/** A place or a plan that its writer left alone is what it is now. */
const untouched = (typed: Typed, fresh: Typed): Typed =>
  Object.fromEntries(
    Object.entries(fresh)
      .filter(([name]) => `${name}_was` in fresh && isLeftAlone(typed, name))
      .flatMap(([name, value]) => [
        [name, value],
        [`${name}_was`, value],
      ]),
  )

async function wanted(db: Db, by: Member, place: Place, asked = ''): Promise<Manuscript | undefined> {
  const named = isKey(asked) ? await manuscriptFor(db, by.id, { key: asked }) : undefined
  if (named && samePlace(named, place)) return named
  const isNew = place.part === 'work' ? place.workId === null : place.chapterId === null
  return isNew ? undefined : manuscriptFor(db, by.id, place)
}
