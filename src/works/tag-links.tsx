import { html } from 'hono/html'
import type { Warning } from '../core/values.ts'
import { href, namePart, routes } from '../routes.ts'
import { t } from '../web/say.ts'
import { warningName } from './value-names.ts'
import type { TagName, WorkBlurb } from './views.ts'

/** A list shows this many tags, and hides the rest only where that spares the reader at least so many. */
const SHOWN = 18
const LEAST_HIDDEN = 5

/** The address of a tag's works with the name left out, so that a list of forty tags parses it once. */
const [BEFORE = '', AFTER = ''] = href(routes.tagWorks, { name: '~' }).split('~')

export const tagHref = (page: string): string => BEFORE + encodeURIComponent(namePart(page)) + AFTER

/** A template, not JSX: a list page holds hundreds of these, and this way they cost a quarter. */
export const TagLink = ({ tag }: { readonly tag: TagName }) =>
  html`<a class="tag" href="${tagHref(tag.page)}"><bdi>${tag.name}</bdi></a>`

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
  const { warnings = false, tags = false } = work.veiled ?? {}
  const items = [
    ...(warnings ? [] : work.warnings.map(warningItem)),
    ...work.relationships.map((tag) => item('relationships', tag)),
    ...work.characters.map((tag) => item('characters', tag)),
    ...(tags ? [] : work.freeforms.map((tag) => item('freeforms', tag))),
  ]
  const hidden = items.length >= SHOWN + LEAST_HIDDEN ? items.splice(SHOWN) : []
  return (
    <>
      {items.length > 0 && <ul class="tags commas">{items}</ul>}
      {warnings && veil(t('Show warnings'), work.warnings.map(warningItem))}
      {tags && work.freeforms.length > 0 && veil(t('Show additional tags'), freeforms(work))}
      {hidden.length > 0 && (
        <details class="more-tags">
          <summary>{t('{n, plural, one {# more tag} other {# more tags}}', { n: hidden.length })}</summary>
          <ul class="tags commas">{hidden}</ul>
        </details>
      )}
    </>
  )
}

/** What the reader asked to be spared, until they ask for it here. */
const veil = (says: string, items: readonly unknown[]) => (
  <details class="more-tags">
    <summary>{says}</summary>
    <ul class="tags commas">{items}</ul>
  </details>
)

const freeforms = ({ freeforms }: WorkBlurb) => freeforms.map((tag) => item('freeforms', tag))

const item = (kind: string, tag: TagName) =>
  html`<li class="${kind}"><a class="tag" href="${tagHref(tag.page)}"><bdi>${tag.name}</bdi></a></li>`

const warningItem = (warning: Warning) =>
  html`<li class="${WARNING_CLASS.get(warning) ?? 'warnings'}"><a class="tag" href="${tagHref(warning)}">${warningName(warning)}</a></li>`

const WARNING_CLASS: ReadonlyMap<Warning, string> = new Map([
  ['No Archive Warnings Apply', 'warnings none'],
  ['Creator Chose Not To Use Archive Warnings', 'warnings unsaid'],
])
