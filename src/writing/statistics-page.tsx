import { href, routes } from '../routes.ts'
import { BarChart } from '../web/chart.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { count, day, isoDay, month, t } from '../web/say.ts'
import { stat } from '../web/stat.tsx'
import type { MonthFigures, Statistics, WorkFigures } from '../works/index.ts'
import { ownLanguage } from '../works/index.ts'
import { type Asked, type Column, GROUPS, type Group, grouped, totalsOf } from './statistics-view.ts'

interface StatisticsPageProps {
  readonly page: Page
  readonly name: string
  readonly asked: Asked
  readonly statistics: Statistics
}

/** How one's posted works fare: sums, what was written and met month by month, and every work. */
export function StatisticsPage(props: StatisticsPageProps) {
  const { page, statistics } = props
  return (
    <OwnPage
      page={page}
      title={t('Statistics')}
      lead={t('Your posted works, and what became of them. Only you see this.')}
    >
      {statistics.works.length === 0 && props.asked.year === null ? (
        <Nothing />
      ) : (
        <>
          <Choosing {...props} />
          <Sums works={statistics.works} />
          <Charts months={statistics.months} />
          <Works {...props} />
        </>
      )}
    </OwnPage>
  )
}

const Nothing = () => (
  <>
    <p>{t('Nothing of yours is posted yet. When it is, this page says how it fares.')}</p>
    <p class="actions">
      <a class="button first" href={routes.newWork}>
        {t('Post a new work')}
      </a>
    </p>
  </>
)

const GROUP_NAMES: Readonly<Record<Group, () => string>> = {
  fandom: () => t('By fandom'),
  series: () => t('By series'),
  none: () => t('All together'),
}

function Choosing({ name, asked, statistics }: StatisticsPageProps) {
  const to = (changed: Partial<Asked>): string => addressOf(name, { ...asked, ...changed })
  return (
    <nav class="statistics-choice" aria-label={t('What is counted')}>
      <ul class="choices">
        {[null, ...statistics.years].map((year) => (
          <li>
            <a href={to({ year })} aria-current={asked.year === year ? 'page' : undefined}>
              {year === null ? t('All years') : String(year)}
            </a>
          </li>
        ))}
      </ul>
      <ul class="choices">
        {GROUPS.map((group) => (
          <li>
            <a href={to({ group })} aria-current={asked.group === group ? 'page' : undefined}>
              {GROUP_NAMES[group]()}
            </a>
          </li>
        ))}
        <li>
          <a href={href(routes.statisticsFile, { name }, { year: asked.year })} download="">
            {t('As a table for spreadsheets (CSV)')}
          </a>
        </li>
      </ul>
    </nav>
  )
}

const addressOf = (name: string, { year, column, down, group }: Asked): string =>
  href(
    routes.statistics,
    { name },
    { year, sort_column: column, sort_direction: down ? 'DESC' : 'ASC', group },
  )

function Sums({ works }: { readonly works: readonly WorkFigures[] }) {
  const sums = totalsOf(works)
  return (
    <dl class="stats sums">
      {stat('works', t('Works'), count(sums.works))}
      {stat('words', t('Words'), count(sums.words))}
      {stat('hits', t('Hits'), count(sums.hits))}
      {stat('kudos', t('Kudos'), count(sums.kudos))}
      {stat('comments', t('Comments'), count(sums.comments))}
      {stat('bookmarks', t('Bookmarks'), count(sums.bookmarks))}
    </dl>
  )
}

/** What nobody has given yet needs no picture. */
function Charts({ months }: { readonly months: readonly MonthFigures[] }) {
  const shown = [
    { name: 'words', title: t('Written, month by month'), unit: t('Words') },
    { name: 'hits', title: t('Opened, month by month'), unit: t('Hits') },
    { name: 'kudos', title: t('Kudos, month by month'), unit: t('Kudos') },
    { name: 'comments', title: t('Comments, month by month'), unit: t('Comments') },
    { name: 'bookmarks', title: t('Bookmarks, month by month'), unit: t('Bookmarks') },
  ] as const
  return (
    <div class="charts">
      {shown
        .filter(({ name }) => months.some((one) => one[name] > 0))
        .map(({ name, title, unit }) => (
          <BarChart
            title={title}
            unit={unit}
            bars={months.map((one) => ({ key: one.month, label: month(one.month), value: one[name] }))}
          />
        ))}
    </div>
  )
}

const HEADS: readonly { readonly column: Column; readonly label: () => string; readonly number: boolean }[] =
  [
    { column: 'title', label: () => t('Title'), number: false },
    { column: 'date', label: () => t('Date'), number: false },
    { column: 'words', label: () => t('Words'), number: true },
    { column: 'chapters', label: () => t('Chapters'), number: true },
    { column: 'hits', label: () => t('Hits'), number: true },
    { column: 'kudos', label: () => t('Kudos'), number: true },
    { column: 'comments', label: () => t('Comments'), number: true },
    { column: 'bookmarks', label: () => t('Bookmarks'), number: true },
  ]

function Works({ name, asked, statistics }: StatisticsPageProps) {
  return (
    <>
      {grouped(statistics.works, asked).map(({ title, works }, at) => (
        <section class="part" aria-labelledby={`group-${at}`}>
          <h3 class="ruled" id={`group-${at}`}>
            {asked.group === 'none' ? t('Every work') : title === null ? t('In none') : <bdi>{title}</bdi>}
          </h3>
          <div class="scroller">
            <table class="table statistics">
              <Head name={name} asked={asked} />
              <tbody>
                {works.map((work) => (
                  <Row work={work} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  )
}

const Head = ({ name, asked }: Pick<StatisticsPageProps, 'name' | 'asked'>) => (
  <thead>
    <tr>
      {HEADS.map(({ column, label, number }) => {
        const here = asked.column === column
        const down = here ? !asked.down : column !== 'title'
        const sorted = asked.down ? 'descending' : 'ascending'
        return (
          <th scope="col" class={number ? 'n' : undefined} aria-sort={here ? sorted : undefined}>
            <a href={addressOf(name, { ...asked, column, down })}>{label()}</a>
            {here && <span aria-hidden="true">{asked.down ? ' ↓' : ' ↑'}</span>}
          </th>
        )
      })}
    </tr>
  </thead>
)

const Row = ({ work }: { readonly work: WorkFigures }) => (
  <tr>
    <th scope="row">
      <a href={href(routes.work, { workId: work.id })} {...ownLanguage(work.language)}>
        {work.title}
      </a>
    </th>
    <td>
      <time datetime={isoDay(work.date)}>{day(work.date)}</time>
    </td>
    <td class="n">{count(work.words)}</td>
    <td class="n">{count(work.chapters)}</td>
    <td class="n">{count(work.hits)}</td>
    <td class="n">{count(work.kudos)}</td>
    <td class="n">{count(work.comments)}</td>
    <td class="n">{count(work.bookmarks)}</td>
  </tr>
)
