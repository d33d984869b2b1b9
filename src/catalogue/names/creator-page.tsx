import { type Icon as IconOf, IconPicture } from '../../accounts/index.ts'
import { BundleForm, type BundleOf } from '../../export/index.ts'
import { CompleteScript } from '../../web/complete-script.tsx'
import { FeedInHead } from '../../web/feed-link.tsx'
import { Icon } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { day, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { type Byline, Creators, theirWords } from '../../works/index.ts'
import { HideSwitch, type HideSwitchView } from '../saved/hide-switch.tsx'
import { hasLine } from '../saved/reader-line.tsx'
import { WorksEmpty } from '../works-empty.tsx'
import { WorksShelf } from '../works-page.tsx'
import type { WorksListView } from '../works-view.ts'
import { fandomLine, type TagCount } from './tag-page.tsx'

/** Someone who signs works: an account, one of its pen names, or a name works were signed with elsewhere. */
export interface CreatorView {
  readonly name: string
  readonly kind: 'account' | 'pen-name' | 'unlinked' | 'elsewhere'
  /** The account a pen name belongs to. */
  readonly account: Byline | null
  /** Some of the account's other pen names, and how many there are besides. */
  readonly penNames: readonly Byline[]
  readonly morePenNames: number
  /** Their list; null where there is none. */
  readonly allPenNames: string | null
  /** Pen names that only the reader knows to be theirs. */
  readonly unlinked: readonly Byline[]
  readonly icon: IconOf | null
  readonly joined: Date | null
  /** Clean HTML. */
  readonly about: string
  /** Most used first; a handful. */
  readonly fandoms: readonly TagCount[]
  /** Is this the reader's own page? */
  readonly own: boolean
  /** What all of its works as one file are asked for by. */
  readonly bundle: BundleOf
  /** Where its person changes it: for them alone. */
  readonly edit: string | null
}

interface CreatorPageProps {
  readonly page: Page
  readonly creator: CreatorView
  readonly list: WorksListView
  readonly hide?: HideSwitchView | undefined
}

export function CreatorPage({ page, creator, list, hide }: CreatorPageProps) {
  return (
    <Layout
      page={page}
      title={creator.name}
      active={creator.own ? 'you' : 'works'}
      head={[<CompleteScript />, <FeedInHead feed={list.feed} />]}
    >
      <CreatorHead creator={creator} works={list.total + hiddenIn(list)} />
      <HideSwitch hide={hide} />
      {list.works.length === 0 && list.active.length === 0 && !hasLine(list.reader) ? (
        <WorksEmpty list={list} />
      ) : (
        <WorksShelf list={list} />
      )}
      {list.total > 0 && <BundleForm page={page} {...creator.bundle} />}
    </Layout>
  )
}

/** Who is hidden has not written nothing. */
const hiddenIn = ({ reader }: WorksListView): number => (reader?.hidden?.on ? reader.hidden.works : 0)

/** Name, whose it is, since when, what they write. */
const CreatorHead = ({ creator, works }: { readonly creator: CreatorView; readonly works: number }) => (
  <div class="page-head user home profile">
    <IconPicture icon={creator.icon} />
    <h2 class="heading">
      <bdi>{creator.name}</bdi>
    </h2>
    <p class="facts">
      {t('{n, plural, =0 {No works} one {# work} other {# works}}', { n: works })}
      {creator.joined && (
        <>
          {t(', ')}
          {sayWith('here since {date}', {
            date: <time datetime={isoDay(creator.joined)}>{day(creator.joined)}</time>,
          })}
        </>
      )}
    </p>
    {creator.account && (
      <p>{sayWith('A pen name of {account}', { account: <Creators creators={[creator.account]} /> })}</p>
    )}
    <PenNames creator={creator} />
    {creator.kind === 'elsewhere' && (
      <p class="standing">
        <Icon name="info" inline />
        {t(
          'Works were signed with this name elsewhere. It is not an account here, and nobody here speaks for it.',
        )}
      </p>
    )}
    {creator.fandoms.length > 0 && (
      <p class="fandoms">{sayWith('Mostly in {fandoms}', { fandoms: <>{fandomLine(creator.fandoms)}</> })}</p>
    )}
    {creator.about && (
      <div class="userstuff" dir="auto">
        {theirWords(creator.about, 2)}
      </div>
    )}
    {creator.edit && (
      <p class="actions">
        <a class="button" href={creator.edit}>
          {t('Change this pen name')}
        </a>
      </p>
    )}
  </div>
)

/** Some of them, the number of the others, and those that nobody else sees here. */
function PenNames({ creator }: { readonly creator: CreatorView }) {
  const { penNames, morePenNames, allPenNames, unlinked } = creator
  const names = <Creators creators={penNames} />
  const all = <a href={allPenNames ?? ''}>{t('All pen names')}</a>
  return (
    <>
      {penNames.length > 0 && (
        <p>
          {morePenNames > 0
            ? sayWith('Also writes as {names} and {n, plural, one {# more} other {# more}}', {
                names,
                n: morePenNames,
              })
            : sayWith('Also writes as {names}', { names })}
          {allPenNames && <> · {all}</>}
        </p>
      )}
      {unlinked.length > 0 && (
        <p>
          {sayWith('Only you see here that you also write as {names}', {
            names: <Creators creators={unlinked} />,
          })}
        </p>
      )}
    </>
  )
}
