import { href, routes } from '../routes.ts'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { Begun } from './manuscript-list.ts'
import { readAddress } from './manuscript-places.ts'
import { Clock, FirstWords, ThrowAway } from './restored-notice.tsx'

interface ManuscriptListProps {
  readonly page: Page
  readonly list: readonly Begun[]
  readonly timeZone: string
}

/** Everything that was begun and not saved, whichever browser it was typed in. */
export function ManuscriptListPage({ page, list, timeZone }: ManuscriptListProps) {
  const { actor } = page
  if (actor.type === 'guest') return null
  const back = href(routes.manuscripts, { name: actor.name })
  return (
    <OwnPage
      page={page}
      title={t('Begun and not saved')}
      lead={t(
        'What stands in a form is kept while you type. It waits here until you save it or throw it away.',
      )}
    >
      {list.length === 0 ? (
        <p>{t('Nothing is waiting: all that you typed is saved.')}</p>
      ) : (
        <ul class="manuscripts">
          {list.map((begun) => (
            <OneBegun page={page} begun={begun} timeZone={timeZone} back={back} />
          ))}
        </ul>
      )}
      <p class="actions">
        <a href={href(routes.drafts, { name: actor.name })}>{t('To the drafts')}</a>
      </p>
    </OwnPage>
  )
}

function OneBegun(props: {
  readonly page: Page
  readonly begun: Begun
  readonly timeZone: string
  readonly back: string
}) {
  const { page, begun, timeZone, back } = props
  return (
    <li>
      <p class="words">
        <FirstWords words={begun.words} />
      </p>
      <p class="hint">
        <Belongs begun={begun} /> <Clock at={begun.keptAt} timeZone={timeZone} />
      </p>
      <div class="actions">
        {!begun.inTrash && (
          <a class="button" href={href(routes.manuscript, { key: begun.key })}>
            {t('Go on')}
            <span class="said">
              {' '}
              <bdi>{begun.words}</bdi>
            </span>
          </a>
        )}
        <ThrowAway page={page} manuscript={begun.key} back={back} words={begun.words} />
      </div>
    </li>
  )
}

function Belongs({ begun }: { readonly begun: Begun }) {
  const { workTitle, inTrash, part, chapterId } = begun
  const title = <bdi>{workTitle}</bdi>
  const work = inTrash ? title : <a href={readAddress({ ...begun, chapterId: null })}>{title}</a>
  const said = {
    new: () => t('A new work.'),
    trash: () => sayWith('{work} lies in the trash.', { work }),
    work: () => work,
    begun: () => sayWith('A new chapter of {work}.', { work }),
    chapter: () => sayWith('A chapter of {work}.', { work }),
  }
  const isOf = part === 'work' ? 'work' : chapterId === null ? 'begun' : 'chapter'
  return <span>{said[workTitle === null ? 'new' : inTrash ? 'trash' : isOf]()}</span>
}
