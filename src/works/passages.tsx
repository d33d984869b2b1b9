import { href, routes } from '../routes.ts'
import { t } from '../web/say.ts'
import { textLanguage } from './text-language.ts'
import type { Passage, WorkBlurb } from './views.ts'

/** Where a text search found its words: each passage with its chapter, the words marked. */
export const Passages = ({ work }: { readonly work: WorkBlurb }) => (
  <>
    <h6 class="landmark heading">{t('Found in the text')}</h6>
    <ol class="passages">
      {work.passages.map((passage) => (
        <li>
          <a href={passageHref(work, passage)}>{passage.chapter ?? t('In the text')}</a>{' '}
          <q {...textLanguage(work.language)}>
            {passage.parts.map(({ text, match }) => (match ? <mark>{text}</mark> : text))}
          </q>
        </li>
      ))}
    </ol>
  </>
)

/** To the chapter, and in browsers that know text fragments to the very words. */
function passageHref(work: WorkBlurb, { chapterId, parts }: Passage): string {
  const words = parts.find(({ match }) => match)?.text.trim()
  const page = href(routes.chapter, { workId: work.id, chapterId })
  // A hyphen, comma or ampersand would be read as the fragment's own grammar.
  return words ? `${page}#:~:text=${encodeURIComponent(words).replaceAll('-', '%2D')}` : page
}
