import type { Child } from 'hono/jsx'
import type { TagKind } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import { FeedInHead, FeedLink } from '../../web/feed-link.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { count, t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import { type TagName, tagHref } from '../../works/index.ts'
import { FavouriteSwitch, type FavouriteSwitchView } from '../saved/favourite-switch.tsx'
import { HideSwitch, type HideSwitchView } from '../saved/hide-switch.tsx'

/** A tag's place among the others. */
export interface TagPageView {
  readonly name: string
  /** What its list of works is called in an address. */
  readonly page: string
  readonly kind: TagKind | 'media'
  /** The name it is filed under; null when it is that name itself, or nobody has placed it. */
  readonly synonymOf: Pick<TagName, 'name' | 'page'> | null
  /** Has a wrangler placed it? Others are the writers' own words. */
  readonly canonical: boolean
  /** Staff alone see its page. */
  readonly banned?: boolean
  /** Works that carry it or one of its synonyms, as far as this reader may see. */
  readonly works: number
  /** Fandoms of a character, characters of a relationship. */
  readonly parents: readonly TagName[]
  /** Of a fandom. */
  readonly media: readonly string[]
  readonly metaTags: readonly TagName[]
  readonly subTags: readonly TagName[]
  readonly synonyms: readonly string[]
  /** What belongs under it, most used first; `all` counts also those not shown. */
  readonly children: readonly {
    readonly kind: TagKind
    readonly tags: readonly TagCount[]
    readonly all: number
  }[]
}

/** A tag in a list with the number of its works. */
export interface TagCount {
  readonly name: string
  readonly works: number
}

interface TagPageProps {
  readonly page: Page
  readonly tag: TagPageView
  readonly hide?: HideSwitchView | undefined
  readonly favourite?: FavouriteSwitchView | undefined
}

export function TagPage({ page, tag, hide, favourite }: TagPageProps) {
  return (
    <Layout
      page={page}
      title={tag.name}
      active={tag.kind === 'fandom' ? 'fandoms' : 'works'}
      head={<FeedInHead feed={feedOf(tag)} title={feedTitle(tag)} />}
    >
      <div class="tag home profile">
        <div class="page-head">
          <p class="kind">{KIND[tag.kind]()}</p>
          <h2 class="heading">
            <bdi>{tag.name}</bdi>
          </h2>
          <p>{standing(tag)}</p>
          {tag.banned && <p>{t('It is banned: only those who keep the tags in order see this page.')}</p>}
          <p class="actions">
            {tag.banned ? (
              <a class="button first" href={tagHref(tag.page)}>
                {t('Works that bear it')}
              </a>
            ) : tag.kind === 'media' ? (
              <a class="button first" href={href(routes.mediaFandoms, { name: mediumOf(tag) })}>
                {t('Fandoms')}
              </a>
            ) : (
              <a class="button first" href={tagHref(tag.page)}>
                {t('{n, plural, =0 {No works yet} one {# work} other {# works}}', { n: tag.works })}
              </a>
            )}
          </p>
          <FavouriteSwitch favourite={favourite} />
          <HideSwitch hide={hide} />
        </div>
        <Relatives tag={tag} />
        {tag.children.map((group) => (
          <Children group={group} />
        ))}
        <FeedLink feed={feedOf(tag)} personal={null} title={feedTitle(tag)} />
      </div>
    </Layout>
  )
}

/** Of what may be new on the page: fandoms of a medium, tags of a fandom. */
function feedOf(tag: TagPageView): string | null {
  if (tag.kind === 'media') return href(routes.mediaFandomsFeed, { name: mediumOf(tag) })
  return tag.kind === 'fandom' ? href(routes.tagTagsFeed, { name: tag.page }) : null
}

const mediumOf = ({ name, synonymOf }: TagPageView): string => synonymOf?.name ?? name

const feedTitle = ({ kind }: TagPageView): string =>
  kind === 'media' ? t('Feed of new fandoms') : t('Feed of new tags')

export const KIND: Readonly<Record<TagPageView['kind'], () => string>> = {
  media: () => t('Media'),
  rating: () => t('Rating'),
  warning: () => t('Archive warning'),
  category: () => t('Category'),
  fandom: () => t('Fandom'),
  relationship: () => t('Relationship'),
  character: () => t('Character'),
  freeform: () => t('Additional tag'),
}

const KINDS: Readonly<Record<TagKind, () => string>> = {
  rating: () => t('Ratings'),
  warning: () => t('Archive warnings'),
  category: () => t('Categories'),
  fandom: () => t('Fandoms'),
  relationship: () => t('Relationships'),
  character: () => t('Characters'),
  freeform: () => t('Additional tags'),
}

function standing({ synonymOf, canonical }: TagPageView): Child {
  if (synonymOf) {
    return (
      <>
        {sayWith('Filed under {tag}: works with either name are found by both.', {
          tag: (
            <a class="tag" href={href(routes.tag, { name: synonymOf.page })}>
              <bdi>{synonymOf.name}</bdi>
            </a>
          ),
        })}
      </>
    )
  }
  return canonical
    ? t('A name this archive files under: works with its other spellings are found here too.')
    : t('A writer’s own words, not filed under another name. Works with exactly these words are found here.')
}

function Relatives({ tag }: { readonly tag: TagPageView }) {
  const parents = Map.groupBy(tag.parents, ({ kind }) => kind)
  return (
    <dl class="relatives">
      {relative('parent', t('Media'), tag.media.map(mediumLink))}
      {[...parents].map(([kind, tags]) => relative('parent', KINDS[kind](), tags.map(tagLink)))}
      {relative('meta', t('Part of'), tag.metaTags.map(tagLink))}
      {relative('sub', t('Includes'), tag.subTags.map(tagLink))}
      {relative(
        'synonym',
        t('Also written'),
        tag.synonyms.map((name) => <bdi>{name}</bdi>),
      )}
    </dl>
  )
}

const relative = (kind: string, says: string, tags: readonly Child[]) =>
  tags.length > 0 && (
    <div class={kind}>
      <dt>{says}</dt>
      <dd>
        <ul class="tags commas">
          {tags.map((tag) => (
            <li>{tag}</li>
          ))}
        </ul>
      </dd>
    </div>
  )

const mediumLink = (name: string) => (
  <a class="tag" href={href(routes.mediaFandoms, { name })}>
    <bdi>{name}</bdi>
  </a>
)

const tagLink = ({ name, page }: TagName) => (
  <a class="tag" href={href(routes.tag, { name: page })}>
    <bdi>{name}</bdi>
  </a>
)

const Children = ({ group }: { readonly group: TagPageView['children'][number] }) => (
  <section class={`child ${group.kind}`} aria-labelledby={`child-${group.kind}`}>
    <h3 class="ruled" id={`child-${group.kind}`}>
      {KINDS[group.kind]()} {group.all > group.tags.length && <small class="n">{count(group.all)}</small>}
    </h3>
    <ul class={`tag-counts ${group.kind}`}>
      {group.tags.map((tag) => (
        <TagCountItem tag={tag} />
      ))}
    </ul>
  </section>
)

export const TagCountItem = ({ tag }: { readonly tag: TagCount }) => (
  <li>
    <a href={tagHref(tag.name)}>
      <bdi>{tag.name}</bdi>
    </a>
    <span class="n">
      <span class="said">, </span>
      {count(tag.works)}
      <span class="said"> {t('{n, plural, one {work} other {works}}', { n: tag.works })}</span>
    </span>
  </li>
)

/** "Sherlock Holmes, Pride and Prejudice and 3 more" for heads of pages. */
export const fandomLine = (fandoms: readonly TagCount[]): Child[] =>
  sayList(
    fandoms.map((tag) => (
      <a class="tag" href={tagHref(tag.name)}>
        <bdi>{tag.name}</bdi>
      </a>
    )),
  )
