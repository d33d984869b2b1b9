import { t } from './say.ts'

/** What the fields of the writing forms are called, by their names; functions, for the language is known only then. */
const NAMES: Readonly<Record<string, () => string>> = {
  title: () => t('Title'),
  chapter_title: () => t('Title of the chapter'),
  body: () => t('Text'),
  summary: () => t('Summary'),
  notes: () => t('Notes'),
  end_notes: () => t('Notes at the end'),
  rating: () => t('Rating'),
  warning: () => t('Warnings'),
  category: () => t('Categories'),
  fandom: () => t('Fandoms'),
  relationship: () => t('Relationships'),
  character: () => t('Characters'),
  freeform: () => t('Additional tags'),
  language: () => t('Language'),
  expected: () => t('Planned chapters'),
  published: () => t('Publication date'),
  recipients: () => t('Gift for'),
  coauthors: () => t('Other creators'),
  series: () => t('Series'),
  work_skin_id: () => t('Style of the work'),
  audience: () => t('Who sees it'),
  comments_from: () => t('Who may comment'),
  comments_moderated: () => t('Comments wait until you have read them'),
  announced: () => t('Post it silently: followers are not told'),
  pen: () => t('Signed by'),
  words: () => t('In your own words'),
  position: () => t('Place'),
}

/** Undefined for a field that nobody types into. */
export const fieldName = (name: string): string | undefined =>
  Object.hasOwn(NAMES, name) ? NAMES[name]?.() : undefined
