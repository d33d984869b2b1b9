import { direction, languageName } from '../core/languages.ts'
import { xmlAttribute, xmlText } from '../epub/index.ts'
import type { RelatedWork } from '../works/index.ts'
import { ANONYMOUS } from './byline.ts'
import type { DownloadInput } from './download-input.ts'
import { link } from './frame.ts'

/** The preface's list: translations of this work, then the works it came from. */
export function relatedInPreface(input: DownloadInput): string {
  const { relatedWorks } = input.record
  const translations = relatedWorks.filter(({ relation }) => relation === 'translated-as')
  const sources = relatedWorks.filter(
    ({ relation }) => relation === 'inspired-by' || relation === 'translation-of',
  )
  const notes = [...translations, ...sources].map((work) => `<li>\n${note(input, work)}\n</li>`)
  return notes.length > 0 ? `<ul>\n${notes.join('\n')}\n</ul>\n` : ''
}

/** The afterword's list: what other works made of this one, translations apart. */
export function relatedInAfterword(input: DownloadInput): string {
  const inspired = input.record.relatedWorks.filter(({ relation }) => relation === 'inspired')
  if (inspired.length === 0) return ''
  const notes = inspired.map((work) => `<dd>\n${note(input, work)}\n</dd>`)
  return `<dl>\n<dt>Works inspired by this one</dt>\n${notes.join('\n')}\n</dl>\n`
}

function note(input: DownloadInput, work: RelatedWork): string {
  const named = nameOf(input, work)
  switch (work.relation) {
    case 'translated-as':
      return `Translation into ${language(work)} available: ${named}`
    case 'translation-of':
      return `A translation of ${named}`
    case 'inspired-by':
      return `Inspired by ${named}`
    case 'inspired':
      return named
  }
}

/** A work that is not shown to everyone keeps its title to itself, and an unrevealed one its creator too. */
function nameOf({ creatorUrl }: DownloadInput, work: RelatedWork): string {
  if (work.state === 'unrevealed') return 'a work in an unrevealed collection'
  if (work.state === 'deleted') return 'a deleted work'
  const creators = work.creators.length > 0 ? work.creators : [ANONYMOUS]
  const by = creators.map((name) => (name === ANONYMOUS ? name : link(creatorUrl(name), name))).join(', ')
  if (work.state === 'restricted') return `[Restricted Work] by ${by}`
  return `${work.url ? link(work.url, work.title) : xmlText(work.title)} by ${by}`
}

function language({ language }: RelatedWork): string {
  if (!language) return 'an unknown language'
  const lang = xmlAttribute(language)
  return `<span lang="${lang}" xml:lang="${lang}" dir="${direction(language)}">${xmlText(languageName(language))}</span>`
}
