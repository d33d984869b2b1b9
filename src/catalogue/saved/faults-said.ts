import { t } from '../../web/say.ts'
import type { FilterFault } from './filter-deeds.ts'
import { MOST_HIDDEN } from './hidden.ts'
import type { Hiding } from './keeper.ts'
import { LONGEST_NAME, MOST_FILTERS } from './saved-filters.ts'

const full = (): string =>
  t(
    'There is no more room for this in your browser’s cookie. Remove something saved or hidden here; an account has more room.',
  )

const FILTER_FAULTS: Readonly<Record<FilterFault, () => string>> = {
  'no-name': () => t('Give the filter a name.'),
  'long-name': () => t('A name has at most {n} characters.', { n: LONGEST_NAME }),
  'name-taken': () => t('You have a filter of this name already.'),
  'nothing-set': () => t('No filter is set: there is nothing to save.'),
  'long-query': () => t('This filter is too long to be saved. Leave some of it out.'),
  'too-many': () =>
    t('You have {n} saved filters, and there can be no more. Remove one first.', { n: MOST_FILTERS }),
  full,
}
export const filterFaultSaid = (fault: FilterFault): string => FILTER_FAULTS[fault]()

const HIDING_FAULTS: Readonly<Record<Exclude<Hiding, 'hidden'>, () => string>> = {
  'too-many': () =>
    t('You hide {n, number} of these, and there can be no more. Show some again first.', { n: MOST_HIDDEN }),
  yourself: () => t('You cannot hide yourself.'),
  official: () => t('Whoever keeps this archive or moderates it cannot be hidden.'),
  full,
}
export const hidingFaultSaid = (fault: Exclude<Hiding, 'hidden'>): string => HIDING_FAULTS[fault]()
