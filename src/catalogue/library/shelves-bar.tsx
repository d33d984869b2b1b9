import { href, routes } from '../../routes.ts'
import { Icon } from '../../web/icons.tsx'
import { count, t } from '../../web/say.ts'
import type { Shelf } from '../../works/index.ts'

interface ShelvesBarProps {
  readonly name: string
  readonly shelves: readonly Shelf[]
  readonly open: number | undefined
}

/** The shelves of a library, each with how many copies stand on it. */
export const ShelvesBar = ({ name, shelves, open }: ShelvesBarProps) => (
  <nav class="shelves" aria-label={t('Shelves')}>
    <ul>
      <li>
        <a href={href(routes.library, { name })} aria-current={open === undefined ? 'page' : undefined}>
          {t('Everything')}
        </a>
      </li>
      {shelves.map((shelf) => (
        <li>
          <a
            href={href(routes.shelf, { name, shelfId: shelf.id })}
            aria-current={open === shelf.id ? 'page' : undefined}
          >
            <bdi>{shelf.name}</bdi> <span class="n">{count(shelf.works)}</span>
          </a>
        </li>
      ))}
      <li class="edit">
        <a href={href(routes.shelves, { name })}>
          <Icon name="edit" inline /> {shelves.length > 0 ? t('Change shelves') : t('Make a shelf')}
        </a>
      </li>
    </ul>
  </nav>
)
