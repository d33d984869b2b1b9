import { href, routes } from '../../routes.ts'
import { SearchBox } from '../../web/header.tsx'
import { Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import type { NearTag } from './tag-near.ts'

interface TagMissingProps {
  readonly page: Page
  /** As it was asked for. */
  readonly name: string
  /** Most alike first. */
  readonly near: readonly NearTag[]
}

/** For a tag that is not there, or not for this reader: the same words, whichever it is. */
export const TagMissingPage = ({ page, name, near }: TagMissingProps) => (
  <Layout page={{ ...page, robots: false }} title={t('No such tag')}>
    <div class="blank">
      <div>
        <h2 class="heading">{t('No such tag')}</h2>
        <p>{t('No tag here has this name, or none that you may see.')}</p>
        {near.length > 0 && <NearTags near={near} />}
        <SearchBox id="q-again" label={t('Search for it')} plain />
        <ul class="actions">
          <li>
            <a href={href(routes.tagSearch, {}, { name })}>{t('Search tags')}</a>
          </li>
          <li>
            <a href={routes.media}>{t('Fandoms')}</a>
          </li>
        </ul>
        <p class="hint">{t('Error {status}.', { status: '404' })}</p>
      </div>
      <Rulings />
    </div>
  </Layout>
)

const NearTags = ({ near }: Pick<TagMissingProps, 'near'>) => (
  <>
    <h3>{t('Names like it')}</h3>
    <ul class="near-tags">
      {near.map(({ name, value }) => (
        <li>
          <a class="tag" href={href(routes.tag, { name: value })}>
            <bdi>{name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  </>
)
