import type { Child } from 'hono/jsx'
import type { TagKind } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { count, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { categoryName, ratingName, textLanguage, type WorkBlurb, warningName } from '../../works/index.ts'
import { hidingFaultSaid } from './faults-said.ts'
import type { HiddenGroup, HiddenKind, HiddenThing, HiddenView } from './hidden-view.ts'
import type { Hiding } from './keeper.ts'
import { OwnPage } from './own-pages.tsx'

interface HiddenPageProps {
  readonly page: Page
  readonly view: HiddenView
  readonly leftOver: boolean
  /** Where the reader came from: a path of this archive, already checked. */
  readonly back: string
  readonly fault?: Exclude<Hiding, 'hidden'> | undefined
}

export function HiddenPage({ page, view, leftOver, back, fault }: HiddenPageProps) {
  const nothing = view.groups.every(({ all }) => all === 0)
  return (
    <OwnPage page={page} title={t('What you hide')} of="hidden" leftOver={leftOver}>
      {fault && (
        <NoticeBox kind="error">
          <p>{hidingFaultSaid(fault)}</p>
        </NoticeBox>
      )}
      {view.work && <TagsOf page={page} work={view.work} back={back} />}
      {nothing ? (
        !view.work && <NothingHidden />
      ) : (
        <form class="hidden-things" method="post" action={routes.hidden}>
          <input type="hidden" name="csrf" value={page.csrf} />
          <input type="hidden" name="back" value={page.path} />
          {view.groups.map((group) => (
            <Group page={page} group={group} />
          ))}
        </form>
      )}
    </OwnPage>
  )
}

const GROUPS: Readonly<Record<HiddenKind, () => string>> = {
  tags: () => t('Tags'),
  works: () => t('Works'),
  creators: () => t('Creators'),
}

function Group({ page, group }: { readonly page: Page; readonly group: HiddenGroup }) {
  const { of, all, shown } = group
  if (!all) return null
  return (
    <section aria-labelledby={`hidden-${of}`}>
      <h3 class="ruled" id={`hidden-${of}`}>
        {GROUPS[of]()} <small class="n">{count(all)}</small>
      </h3>
      <ul>
        {shown.map((thing) => (
          <li>
            <span>{nameOf(thing)}</span>
            <button type="submit" name="show" value={thing.key}>
              {t('Show again')}
              <span class="said">
                {' '}
                <bdi>{thing.name}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < all && (
        <p>
          <a href={href(pathOf(page), {}, { of })}>{t('All {n, number}', { n: all })}</a>
        </p>
      )}
    </section>
  )
}

const pathOf = ({ path }: Page): string => path.split('?')[0] ?? ''

function nameOf({ name, href: at, language }: HiddenThing): Child {
  if (name === null) return <em>{t('Something you cannot see at present')}</em>
  return (
    <a href={at} {...(language ? textLanguage(language) : {})}>
      <bdi>{name}</bdi>
    </a>
  )
}

interface TagsOfProps {
  readonly page: Page
  readonly work: WorkBlurb
  readonly back: string
}

/** Which of a work's tags is not wanted anywhere. */
function TagsOf({ page, work, back }: TagsOfProps) {
  const title = (
    <a href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
      {work.title}
    </a>
  )
  return (
    <form class="hidden-things" method="post" action={routes.hidden}>
      <input type="hidden" name="csrf" value={page.csrf} />
      <input type="hidden" name="back" value={back} />
      <section aria-labelledby="tags-of-work">
        <h3 class="ruled" id="tags-of-work">
          {sayWith('Tags of {title}', { title })}
        </h3>
        <p class="hint">
          {t(
            'Works with the tag you choose, with another name of it or with a tag below it leave your lists.',
          )}
        </p>
        <ul>
          {tagsOf(work).map(({ name, at }) => (
            <li>
              <span>
                <bdi>{name}</bdi>
              </span>
              <button type="submit" name="hide" value={at}>
                {t('Hide')}
                <span class="said">
                  {' '}
                  <bdi>{name}</bdi>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <p>
          <a href={back}>{t('Hide nothing')}</a>
        </p>
      </section>
    </form>
  )
}

function tagsOf(work: WorkBlurb): { name: string; at: string }[] {
  const at = (kind: TagKind, name: string): string => href(routes.tag, { name: `${kind}:${name}` })
  const tags = [...work.fandoms, ...work.relationships, ...work.characters, ...work.freeforms]
  return [
    ...tags.map(({ kind, name, page }) => ({ name, at: at(kind, page) })),
    { name: ratingName(work.rating), at: at('rating', work.rating) },
    ...work.warnings.map((warning) => ({ name: warningName(warning), at: at('warning', warning) })),
    ...work.categories.map((one) => ({ name: categoryName(one), at: at('category', one) })),
  ]
}

const NothingHidden = () => (
  <div class="blank">
    <div>
      <h3>{t('You hide nothing')}</h3>
      <p>
        {t(
          'A tag, a work or everything by a creator can leave your lists, from the end of any entry in a list, from a tag’s page and from a creator’s.',
        )}
      </p>
    </div>
  </div>
)
