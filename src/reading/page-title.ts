import { t } from '../web/say.ts'
import type { WorkHead } from '../works/index.ts'

/** More fandoms than these are not named one by one, as on AO3. */
const MOST_FANDOMS = 3

/**
 * What stands in the title of the window: the reader's own form (`FANDOM - AUTHOR - TITLE`) with the work's words in
 * it, and the chapter beside the title where one chapter is shown.
 */
export function pageTitle(format: string, work: WorkHead, chapter: number | null): string {
  const title = chapter === null ? work.title : t('{title}, chapter {n}', { title: work.title, n: chapter })
  const parts: Readonly<Record<string, string>> = {
    TITLE: title,
    AUTHOR: work.creators.map(({ name }) => name).join(t(', ')) || t('Anonymous'),
    FANDOM:
      work.fandoms.length > MOST_FANDOMS
        ? t('Multifandom')
        : work.fandoms.map(({ name }) => name).join(t(', ')),
  }
  const filled = format.replace(/TITLE|AUTHOR|FANDOM/g, (part) => parts[part] ?? '')
  // A work without a fandom leaves no dash behind.
  return filled.replace(/^[\s\-–—|·,]+|(?<![\s\-–—|·,])[\s\-–—|·,]+$/g, '') || title
}
