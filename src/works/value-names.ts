import type { Category, Rating, Warning } from '../core/values.ts'
import { t } from '../web/say.ts'

/** The closed lists in the reader's language. Addresses keep the English names. */

const RATING: Readonly<Record<Rating, () => string>> = {
  'Not Rated': () => t('Not Rated'),
  'General Audiences': () => t('General Audiences'),
  'Teen And Up Audiences': () => t('Teen And Up Audiences'),
  Mature: () => t('Mature'),
  Explicit: () => t('Explicit'),
}

const WARNING: Readonly<Record<Warning, () => string>> = {
  'Creator Chose Not To Use Archive Warnings': () => t('Creator Chose Not To Use Archive Warnings'),
  'No Archive Warnings Apply': () => t('No Archive Warnings Apply'),
  'Graphic Depictions Of Violence': () => t('Graphic Depictions Of Violence'),
  'Major Character Death': () => t('Major Character Death'),
  'Rape/Non-Con': () => t('Rape/Non-Con'),
  'Underage Sex': () => t('Underage Sex'),
}

const CATEGORY: Readonly<Record<Category, () => string>> = {
  'F/F': () => t('F/F'),
  'F/M': () => t('F/M'),
  Gen: () => t('Gen'),
  'M/M': () => t('M/M'),
  Multi: () => t('Multi'),
  Other: () => t('Other'),
}

export const ratingName = (rating: Rating): string => RATING[rating]()
export const warningName = (warning: Warning): string => WARNING[warning]()
export const categoryName = (category: Category): string => CATEGORY[category]()
