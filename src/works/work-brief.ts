import { count, t } from '../web/say.ts'
import { categoryName, ratingName, warningName } from './value-names.ts'
import type { WorkBlurb } from './views.ts'

/** A work's signs and length in a line: "Mature, Major Character Death, F/M, in progress, 12,408 words, 9 tags". */
export function workBrief(work: WorkBlurb): string {
  const words = t('{n, plural, one {# word} other {# words}}', { n: work.words })
  const tags = work.relationships.length + work.characters.length + work.freeforms.length
  return [
    ratingName(work.rating),
    ...work.warnings.map(warningName),
    ...work.categories.map(categoryName),
    work.complete ? t('complete') : t('in progress'),
    words,
    ...(tags > 0 ? [t('{n, plural, one {# tag} other {# tags}}', { n: tags })] : []),
  ].join(t(', '))
}

/** `3/5`, or `9/?` where the end is open. */
export const chapterCount = ({ chapters }: WorkBlurb): string =>
  `${count(chapters.posted)}/${chapters.expected === null ? '?' : count(chapters.expected)}`
