import type { Child } from 'hono/jsx'
import { languageName } from '../core/languages.ts'
import { STATE_NAMES } from '../library/index.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { WorksOf } from './works-view.ts'

/** Which works a list is of, over it. */
export function worksHeading(of: WorksOf): Child {
  if (of.list === 'tag') {
    const tag = (
      <a href={of.about}>
        <bdi>{of.tag.page}</bdi>
      </a>
    )
    return <>{sayWith('Works in {tag}', { tag })}</>
  }
  if (of.list === 'creator' || of.list === 'series') {
    const link = (
      <a href={of.about}>
        <bdi>{of.list === 'creator' ? of.name : of.title}</bdi>
      </a>
    )
    return (
      <>
        {of.list === 'creator'
          ? sayWith('Works by {name}', { name: link })
          : sayWith('Works in the series {name}', { name: link })}
      </>
    )
  }
  return worksOfText(of)
}

/** As text, for `<title>`. */
export function worksOfText(of: WorksOf): string {
  switch (of.list) {
    case 'all':
      return t('Works')
    case 'search':
      return t('Works found')
    case 'tag':
      return t('Works in {tag}', { tag: of.tag.page })
    case 'creator':
      return t('Works by {name}', { name: of.name })
    case 'series':
      return t('Works in the series {name}', { name: of.title })
    case 'language':
      return t('Works in {language}', { language: languageName(of.language) })
    case 'library':
      return of.shelf === undefined ? t('Your library') : t('Your shelf {name}', { name: of.shelf })
    case 'readings':
      return of.state ? STATE_NAMES[of.state]() : t('Your history')
  }
}
