import type { ReadingState } from '../library/index.ts'
import { href, routes } from '../routes.ts'
import { Rulings } from '../web/icons.tsx'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { WorksListView } from './works-view.ts'

/** A list with nothing in it: what would be here, and the one thing to do. */
export function WorksEmpty({ list }: { readonly list: WorksListView }) {
  if (list.total > 0) return <BeyondTheEnd list={list} />
  if (ownDoing(list)) return <AllTakenOut />
  if (list.filters.q) return <NothingFound list={list} />
  if (list.active.length > 0) return <FilteredAway list={list} />
  if (list.of.list === 'library') return list.of.shelf === undefined ? <NothingKept /> : <EmptyShelf />
  if (list.of.list === 'readings') return <NothingRead state={list.of.state} />
  return <NothingYet />
}

const NothingRead = ({ state }: { readonly state: ReadingState | null }) => (
  <div class="blank">
    <div>
      <h3>{state ? t('Nothing is marked so') : t('Nothing here yet')}</h3>
      <p>
        {state
          ? t('Every work has a menu beside its downloads to mark it with.')
          : t('Works you open are listed here, for you alone.')}
      </p>
      <div class="actions">
        <a class="button" href={routes.works}>
          {t('Find something to read')}
        </a>
      </div>
    </div>
    <Rulings />
  </div>
)

const BeyondTheEnd = ({ list }: WorksEmptyProps) => (
  <div class="blank">
    <div>
      <h3>{t('This list ends before page {n}', { n: list.pager.page })}</h3>
      <p>
        {t(
          'It has {n, plural, one {# work} other {# works}} on {pages, plural, one {# page} other {# pages}}.',
          {
            n: list.total,
            pages: list.pager.pages,
          },
        )}
      </p>
      <div class="actions">
        <a class="button" href={list.pager.at(list.pager.pages)}>
          {t('The last page')}
        </a>
      </div>
    </div>
  </div>
)

/** There are works, and the reader's own choices take out every one. */
const ownDoing = ({ reader }: WorksListView): boolean =>
  Boolean((reader?.filter?.on && reader.filter.works) || (reader?.hidden?.on && reader.hidden.works))

const AllTakenOut = () => (
  <div class="blank">
    <div>
      <h3>{t('Your own choices take out every work here')}</h3>
      <p>{t('The line above the list says which, and lifts them for this list.')}</p>
    </div>
  </div>
)

const NothingFound = ({ list }: WorksEmptyProps) => (
  <div class="blank">
    <div>
      <h3>{t('No work here has these words')}</h3>
      <p>
        {sayWith('Nothing matches {q}. Try fewer words, another spelling, or one word of a name.', {
          q: (
            <q>
              <bdi>{list.filters.q}</bdi>
            </q>
          ),
        })}
      </p>
      <div class="actions">
        {list.active.length > 0 && (
          <a class="button" href={href(list.filters.action, {}, { q: list.filters.q })}>
            {t('Search without the filters')}
          </a>
        )}
        <a class="button" href={list.edit ?? href(routes.search, {}, { q: list.filters.q })}>
          {t('Change the search')}
        </a>
      </div>
    </div>
  </div>
)

const FilteredAway = ({ list }: WorksEmptyProps) => (
  <div class="blank">
    <div>
      <h3>{t('No work passes all these filters')}</h3>
      <p>{t('Take one off above, or start again with the whole list.')}</p>
      <div class="actions">
        <a class="button" href={list.clear}>
          {t('Clear all filters')}
        </a>
      </div>
    </div>
  </div>
)

const EmptyShelf = () => (
  <div class="blank">
    <div>
      <h3>{t('Nothing stands on this shelf yet')}</h3>
      <p>{t('On the page of a kept copy, beside “only you can see this”, it can be put on shelves.')}</p>
    </div>
    <Rulings />
  </div>
)

const NothingKept = () => (
  <div class="blank">
    <div>
      <h3>{t('Your library is empty')}</h3>
      <p>
        {t(
          'Bring the works you have saved: downloads of any year from Archive of Our Own, and books in EPUB. Only you will see them.',
        )}
      </p>
      <div class="actions">
        <a class="button first" href={routes.importForm}>
          {t('Import works')}
        </a>
      </div>
    </div>
    <Rulings />
  </div>
)

const NothingYet = () => (
  <div class="blank">
    <div>
      <h3>{t('Nothing is posted here yet')}</h3>
      <p>{t('Works stand here when they are posted, newest first.')}</p>
      <div class="actions">
        <a class="button" href={routes.media}>
          {t('Look through the fandoms')}
        </a>
      </div>
    </div>
    <Rulings />
  </div>
)

interface WorksEmptyProps {
  readonly list: WorksListView
}
