import { TAG_KINDS, type TagKind } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import { CompleteScript } from '../../web/complete-script.tsx'
import { FeedInHead, FeedLink, personalFeedAt } from '../../web/feed-link.tsx'
import { Layout } from '../../web/layout.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { tagHref } from '../../works/index.ts'
import { Pager } from '../pager.tsx'
import type { PagerView } from '../works-view.ts'
import { KIND } from './tag-page.tsx'
import { TAG_SORTS, TAG_STATUSES, type TagQuestion, type TagSort, type TagStatus } from './tag-search.ts'

export interface TagSearchView {
  readonly asked: TagQuestion
  readonly notes: readonly {
    readonly note: 'unknown-fandom' | 'not-canonical' | 'too-many-to-count' | 'unclear' | 'late'
    readonly name: string
  }[]
  readonly total: number
  /** Number of the first one shown, from 1. */
  readonly from: number
  /** Null until something has been asked. */
  readonly tags: readonly TagShown[] | null
  readonly pager: PagerView | null
  /** The newest that fit; null until something has been asked. */
  readonly feed: string | null
}

export interface TagShown {
  readonly kind: TagKind
  readonly name: string
  /** Its name in an address. */
  readonly page: string
  readonly canonical: boolean
  readonly synonymOf: string | null
  readonly works: number
}

interface ViewProps {
  readonly view: TagSearchView
}

export const TagSearchPage = ({ page, view }: ViewProps & { readonly page: Page }) => (
  <Layout
    page={page}
    title={t('Search tags')}
    active="search"
    head={[<CompleteScript />, <FeedInHead feed={view.feed} title={t('Feed of new tags')} />]}
  >
    <div class="page-head">
      <h2 class="heading">{t('Search tags')}</h2>
      <SearchesElsewhere here="tags" />
    </div>
    <TagForm view={view} />
    {view.notes.map(({ note, name }) => (
      <NoticeBox kind="note">
        <p>{NOTES[note](name)}</p>
      </NoticeBox>
    ))}
    {view.tags && <TagsFound view={view} tags={view.tags} />}
    <FeedLink
      feed={view.feed}
      personal={personalFeedAt(page.actor, view.feed)}
      title={t('Feed of new tags')}
    />
  </Layout>
)

/** From one kind of search to the others. */
export const SearchesElsewhere = ({ here }: { readonly here: 'tags' | 'people' }) => (
  <ul class="actions">
    <li>
      <a href={routes.search}>{t('Search works')}</a>
    </li>
    <li>
      {here === 'tags' ? (
        <a href={routes.peopleSearch}>{t('Search people')}</a>
      ) : (
        <a href={routes.tagSearch}>{t('Search tags')}</a>
      )}
    </li>
  </ul>
)

const NOTES: Readonly<Record<TagSearchView['notes'][number]['note'], (name: string) => string>> = {
  'unknown-fandom': (name) => t('No fandom here is called “{name}”; it was left out.', { name }),
  'not-canonical': (name) =>
    t('Nothing is filed under “{name}”, because it is not a name this archive files under.', { name }),
  unclear: () => t('Not every choice was understood; what was not is as usual.'),
  late: () => t('There is no such page; this is the last one.'),
  'too-many-to-count': () => t('These are too many to be counted one by one; they stand by name.'),
}

const TagForm = ({ view: { asked } }: ViewProps) => (
  <form class="tag-search" action={routes.tagSearch} role="search" aria-label={t('Search tags')}>
    <p class="field big">
      <label for="tag-name">{t('Name')}</label>
      <input type="search" id="tag-name" name="name" value={asked.name} />
    </p>
    <p class="field">
      <label for="tag-fandoms">{t('In the fandoms')}</label>
      <input
        id="tag-fandoms"
        name="fandoms"
        value={asked.fandoms}
        autocomplete="off"
        data-complete="fandom"
      />
    </p>
    <div class="row">
      {choice('kind', t('Kind'), asked.kind, [
        ['', t('Any')],
        ...TAG_KINDS.map((kind) => [kind, KIND[kind]()] as const),
      ])}
      {choice(
        'status',
        t('Status'),
        asked.status,
        TAG_STATUSES.map((status) => [status, STATUSES[status]()] as const),
      )}
    </div>
    <div class="row">
      {choice(
        'sort',
        t('Sort by'),
        asked.sort,
        TAG_SORTS.map((sort) => [sort, SORTS[sort]()] as const),
      )}
      {choice('order', t('Order'), asked.order, [
        ['asc', t('Upwards')],
        ['desc', t('Downwards')],
      ])}
    </div>
    <p class="actions">
      <button type="submit" class="first">
        {t('Search')}
      </button>
    </p>
  </form>
)

const choice = (
  name: string,
  says: string,
  chosen: string,
  choices: readonly (readonly [value: string, says: string])[],
) => (
  <p class="field">
    <label for={`tag-${name}`}>{says}</label>
    <select id={`tag-${name}`} name={name}>
      {choices.map(([value, says]) => (
        <option value={value} selected={value === chosen}>
          {says}
        </option>
      ))}
    </select>
  </p>
)

const STATUSES: Readonly<Record<TagStatus, () => string>> = {
  any: () => t('Any'),
  canonical: () => t('Canonical'),
  'non-canonical': () => t('Not canonical'),
  synonymous: () => t('Another name of a tag'),
  'canonical-or-synonymous': () => t('Canonical, or another name'),
  neither: () => t('Writers’ own words'),
}

const SORTS: Readonly<Record<TagSort, () => string>> = {
  name: () => t('Name'),
  created: () => t('Date created'),
  uses: () => t('Uses'),
}

function TagsFound({ view, tags }: ViewProps & { readonly tags: readonly TagShown[] }) {
  return (
    <section aria-labelledby="tags-found">
      <h3 class="ruled" id="tags-found">
        {t('{n, plural, =0 {No tags found} one {# tag found} other {# tags found}}', { n: view.total })}
      </h3>
      {tags.length > 0 && (
        <ol class="tags-found" start={view.from}>
          {tags.map((tag) => (
            <TagFound tag={tag} />
          ))}
        </ol>
      )}
      {view.pager && <Pager pager={view.pager} />}
    </section>
  )
}

const TagFound = ({ tag }: { readonly tag: TagShown }) => (
  <li class={tag.canonical ? 'canonical' : undefined}>
    <span class="kind">{KIND[tag.kind]()}</span>{' '}
    <a class="tag" href={href(routes.tag, { name: tag.page })}>
      <bdi>{tag.name}</bdi>
    </a>{' '}
    {tag.canonical && <span class="mark">{t('canonical')}</span>}
    {tag.synonymOf !== null && (
      <span class="mark">
        {sayWith('another name of {tag}', {
          tag: (
            <a href={tagHref(tag.synonymOf)}>
              <bdi>{tag.synonymOf}</bdi>
            </a>
          ),
        })}
      </span>
    )}{' '}
    <a class="n" href={tagHref(tag.page)}>
      {t('{n, plural, =0 {No works} one {# work} other {# works}}', { n: tag.works })}
    </a>
  </li>
)
