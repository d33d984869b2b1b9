import type { Warning } from '../core/values.ts'
import { href, routes } from '../routes.ts'
import { t } from '../web/say.ts'
import { warningName } from './value-names.ts'
import type { TagName, WorkBlurb } from './views.ts'

/** A list shows this many tags, and hides the rest only where that spares the reader at least MOST_SPARED. */
const SHOWN = 18
const LEAST_HIDDEN = 5

export const tagHref = (page: string): string => href(routes.tagWorks, { name: page })

export const TagLink = ({ tag }: { readonly tag: TagName }) => (
  <a class="tag" href={tagHref(tag.page)}>
    <bdi>{tag.name}</bdi>
  </a>
)

/** AO3's `ul.commas` of one kind. */
export const TagLinks = ({ tags }: { readonly tags: readonly TagName[] }) => (
  <ul class="commas">
    {tags.map((tag) => (
      <li>{TagLink({ tag })}</li>
    ))}
  </ul>
)

/** Warnings, relationships, characters and additional tags of a work, as running text. */
export function BlurbTags({ work }: { readonly work: WorkBlurb }) {
  const items = [
    ...work.warnings.map(warningItem),
    ...work.relationships.map((tag) => item('relationships', tag)),
    ...work.characters.map((tag) => item('characters', tag)),
    ...work.freeforms.map((tag) => item('freeforms', tag)),
  ]
  const hidden = items.length >= SHOWN + LEAST_HIDDEN ? items.splice(SHOWN) : []
  return (
    <>
      <ul class="tags commas">{items}</ul>
      {hidden.length > 0 && (
        <details class="more-tags">
          <summary>{t('{n, plural, one {# more tag} other {# more tags}}', { n: hidden.length })}</summary>
          <ul class="tags commas">{hidden}</ul>
        </details>
      )}
    </>
  )
}

const item = (kind: string, tag: TagName) => <li class={kind}>{TagLink({ tag })}</li>

const warningItem = (warning: Warning) => (
  <li class={WARNING_CLASS.get(warning) ?? 'warnings'}>
    <a class="tag" href={tagHref(warning)}>
      {warningName(warning)}
    </a>
  </li>
)
const WARNING_CLASS: ReadonlyMap<Warning, string> = new Map([
  ['No Archive Warnings Apply', 'warnings none'],
  ['Creator Chose Not To Use Archive Warnings', 'warnings unsaid'],
])
