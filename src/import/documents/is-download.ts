import type { Remark } from './document.ts'

/** A work as an archive hands it out, or its page there: the import reads it better than a reader of documents can. */
export const remarkOnDownload = (text: string): readonly Remark[] =>
  text.slice(0, BEGINNING).includes('Posted originally on') ||
  (text.includes('class="work meta') && text.includes('id="workskin"'))
    ? [{ what: 'download', many: 1 }]
    : []

/** Letters in which a title page stands, after the style sheet of an old download. */
const BEGINNING = 40_000
