import type { Child } from 'hono/jsx'
import { languageName } from '../../core/languages.ts'
import { t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import { recipient } from '../blurb.tsx'
import { textLanguage } from '../text-language.ts'
import type { WorkHead } from '../views.ts'

type Related = WorkHead['relatedWorks'][number]

/** Above the text: whom it is for, what it came from, what languages it is to be had in. AO3's list. */
export function Associations({ work }: { readonly work: WorkHead }) {
  const above = work.relatedWorks.filter(({ relation }) => relation !== 'inspired')
  if (above.length + work.recipients.length === 0) return null
  return (
    <ul class="associations">
      {work.recipients.length > 0 && (
        <li>
          {sayWith('For {names}.', {
            names: <>{sayList(work.recipients.map(recipient))}</>,
          })}
        </li>
      )}
      {above.map((related) => (
        <li>{association(related)}</li>
      ))}
    </ul>
  )
}

/** Below the text: what others made of it. */
export function DerivedWorks({ work }: { readonly work: WorkHead }) {
  const below = work.relatedWorks.filter(({ relation }) => relation === 'inspired')
  if (below.length === 0) return null
  return (
    <div class="children module" id="children">
      <h3 class="heading">{t('Works inspired by this one')}</h3>
      <ul>
        {below.map((related) => (
          <li>{named(related)}</li>
        ))}
      </ul>
    </div>
  )
}

export const hasDerived = (work: WorkHead): boolean =>
  work.relatedWorks.some(({ relation }) => relation === 'inspired')

function association(related: Related): Child {
  const work = <>{named(related)}</>
  if (related.relation === 'translation-of') return <>{sayWith('A translation of {work}.', { work })}</>
  if (related.relation === 'inspired-by') return <>{sayWith('Inspired by {work}.', { work })}</>
  if (related.language === null) return <>{sayWith('Translation available: {work}.', { work })}</>
  const language = <span {...textLanguage(related.language)}>{languageName(related.language)}</span>
  return <>{sayWith('Translation into {language} available: {work}.', { language, work })}</>
}

/** The other work's title and names, or as much of them as this reader may know. */
function named(related: Related): Child {
  if (related.state === 'unrevealed') return t('a work that is not revealed yet')
  if (related.state === 'deleted') return t('a work that was deleted')
  const creators = creatorNames(related)
  if (related.state === 'restricted') {
    return <>{sayWith('[a work for members] by {creators}', { creators })}</>
  }
  return <>{sayWith('{title} by {creators}', { title: title(related), creators })}</>
}

function title(related: Related): Child {
  const to = related.href ?? related.url
  const language = related.language === null ? {} : textLanguage(related.language)
  const says = <cite {...language}>{related.title}</cite>
  return to === null ? says : <a href={to}>{says}</a>
}

function creatorNames({ creators }: Related): Child {
  if (creators.length === 0) return t('Anonymous')
  return <span>{sayList(creators.map((name) => <bdi>{name}</bdi>))}</span>
}
