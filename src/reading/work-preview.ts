import { ADULT_RATINGS } from '../core/values.ts'
import { plainText } from '../prose/index.ts'
import { href, routes } from '../routes.ts'
import type { Preview } from '../web/page.ts'
import type { WorkHead } from '../works/index.ts'

const LONGEST = 300

/**
 * How a link to a work is shown elsewhere. Only what everybody may see; of an adult work its title and no summary, which
 * a place of another kind might show to anybody; and nothing where its creators keep it from search engines.
 */
export function workPreview(work: WorkHead): Preview | undefined {
  if (work.audience !== 'public' || work.draft || work.hidden || !work.indexed) return undefined
  const by = work.creators.map(({ name }) => name).join(', ')
  return {
    title: by ? `${work.title} – ${by}` : work.title,
    description: ADULT_RATINGS.has(work.rating) ? '' : shortened(plainText(work.summary)),
    picture: href(routes.card, { workId: work.id }),
    kind: 'article',
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= LONGEST) return line
  const cut = line.slice(0, LONGEST).toWellFormed()
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > LONGEST / 2 ? end : LONGEST - 1)}…`
}
