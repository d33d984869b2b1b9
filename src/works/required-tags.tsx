import { html } from 'hono/html'
import type { Category, Rating, Warning } from '../core/values.ts'
import { t } from '../web/say.ts'
import { categoryName, ratingName, warningName } from './value-names.ts'
import type { WorkBlurb } from './views.ts'

type Signs = Pick<WorkBlurb, 'rating' | 'warnings' | 'categories' | 'complete' | 'veiled'>

/** The four signs every list shows first: rating, warnings, category, completion. Drawn in CSS, kept as text. */
export function RequiredTags({ work }: { readonly work: Signs }) {
  const categories = work.categories.map(categoryName).join(t(', ')) || t('No category')
  return (
    <ul class="required-tags">
      {sign(`${RATING_CLASS[work.rating]} rating`, ratingName(work.rating))}
      {work.veiled?.warnings
        ? sign('warning-choosenotto warnings', t('Warnings are hidden'))
        : sign(`${warningClass(work.warnings)} warnings`, work.warnings.map(warningName).join(t(', ')))}
      {sign(`${categoryClass(work.categories)} category`, categories)}
      {work.complete
        ? sign('complete-yes iswip', t('Complete Work'))
        : sign('complete-no iswip', t('Work in Progress'))}
    </ul>
  )
}

const RATING_CLASS: Readonly<Record<Rating, string>> = {
  'Not Rated': 'rating-notrated',
  'General Audiences': 'rating-general-audience',
  'Teen And Up Audiences': 'rating-teen',
  Mature: 'rating-mature',
  Explicit: 'rating-explicit',
}

const CATEGORY_CLASS: Readonly<Record<Category, string>> = {
  'F/F': 'category-femslash',
  'F/M': 'category-het',
  Gen: 'category-gen',
  'M/M': 'category-slash',
  Multi: 'category-multi',
  Other: 'category-other',
}

function warningClass(warnings: readonly Warning[]): string {
  if (warnings.some((warning) => !UNNAMED.has(warning))) return 'warning-yes'
  return warnings.includes('No Archive Warnings Apply') ? 'warning-no' : 'warning-choosenotto'
}
const UNNAMED: ReadonlySet<Warning> = new Set<Warning>([
  'No Archive Warnings Apply',
  'Creator Chose Not To Use Archive Warnings',
])

function categoryClass([first, ...others]: readonly Category[]): string {
  if (!first) return 'category-none'
  return others.length > 0 ? 'category-multi' : CATEGORY_CLASS[first]
}

/** A template for speed: every list has four of these an entry. */
const sign = (kinds: string, text: string) =>
  html`<li><span class="${kinds}" title="${text}"><span class="text">${text}</span></span></li>`
