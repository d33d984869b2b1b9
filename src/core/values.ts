/**
 * The closed lists of the record, with the names readers know from Archive of Our Own
 * (otwarchive config.yml at f4508f1). Facts, not prose: importers, filters and signs all read them.
 */
export const RATINGS = [
  'Not Rated',
  'General Audiences',
  'Teen And Up Audiences',
  'Mature',
  'Explicit',
] as const
export type Rating = (typeof RATINGS)[number]

/** Ratings that put the adult-content step before a reader. */
export const ADULT_RATINGS: ReadonlySet<string> = new Set(['Not Rated', 'Mature', 'Explicit'])

export const WARNINGS = [
  'Creator Chose Not To Use Archive Warnings',
  'No Archive Warnings Apply',
  'Graphic Depictions Of Violence',
  'Major Character Death',
  'Rape/Non-Con',
  'Underage Sex',
] as const
export type Warning = (typeof WARNINGS)[number]

export const CATEGORIES = ['F/F', 'F/M', 'Gen', 'M/M', 'Multi', 'Other'] as const
export type Category = (typeof CATEGORIES)[number]

/** The seven kinds of tag on a work, in the order they are shown, and `media`, which groups fandoms. */
export const TAG_KINDS = [
  'rating',
  'warning',
  'category',
  'fandom',
  'relationship',
  'character',
  'freeform',
] as const
export type TagKind = (typeof TAG_KINDS)[number]

/** AO3's limits, counted in characters of stored HTML. */
export const LIMITS = {
  title: 255,
  summary: 1_250,
  notes: 5_000,
  chapter: 510_000,
  /** the fewest of a chapter */
  shortest: 10,
  tag: 150,
  /** fandoms, relationships, characters and additional tags of one work together */
  tags: 75,
} as const

/** The older spellings AO3 used for the same value. */
export const OLDER_VALUES: ReadonlyMap<string, string> = new Map([
  ['Choose Not To Use Archive Warnings', 'Creator Chose Not To Use Archive Warnings'],
  ['Author Chose Not To Use Archive Warnings', 'Creator Chose Not To Use Archive Warnings'],
  ['Underage', 'Underage Sex'],
])
