import type { Child } from 'hono/jsx'
import { languageName } from '../core/languages.ts'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { type CitedWork, textLanguage } from '../works/index.ts'

type Related = Pick<CitedWork, 'relation' | 'title' | 'creators' | 'href' | 'language' | 'state'>

/** "Inspired by The Lamp by Zoe (English)": to whoever may know it; else the placeholder. */
export function relatedSaid(related: Related): Child {
  const work = <>{workSaid(related)}</>
  switch (related.relation) {
    case 'inspired-by':
      return <>{sayWith('Inspired by {work}', { work })}</>
    case 'translation-of':
      return <>{sayWith('A translation of {work}', { work })}</>
    case 'inspired':
      return <>{sayWith('Inspired {work}', { work })}</>
    case 'translated-as':
      return <>{sayWith('Translated as {work}', { work })}</>
  }
}

/** Title, names and language, or as much of them as this reader may know. */
export function workSaid({ title, creators, href, language, state }: Omit<Related, 'relation'>): Child {
  if (state === 'unrevealed') return t('a work that is not revealed yet')
  if (state === 'deleted') return t('a work that was deleted')
  const names =
    creators.length === 0 ? t('Anonymous') : <span>{sayList(creators.map((name) => <bdi>{name}</bdi>))}</span>
  if (state === 'restricted') return <>{sayWith('[a work for members] by {creators}', { creators: names })}</>
  const cite = <cite {...(language === null ? {} : textLanguage(language))}>{title}</cite>
  const linked = href === null ? cite : <a href={href}>{cite}</a>
  return (
    <>
      {sayWith('{title} by {creators}', { title: linked, creators: names })}{' '}
      <span class="language">
        {language === null ? (
          t('(language unknown)')
        ) : (
          <span {...textLanguage(language)}>({languageName(language)})</span>
        )}
      </span>
    </>
  )
}
