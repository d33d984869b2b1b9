import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { ownWork } from '../visibility.ts'

/** How one posted work fares, for its creators. */
export interface WorkFigures {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly fandoms: readonly string[]
  readonly series: readonly string[]
  readonly date: Date
  /** Of the year that was asked for, by the dates of its chapters; of all years else. */
  readonly words: number
  readonly chapters: number
  readonly hits: number
  readonly kudos: number
  readonly comments: number
  readonly bookmarks: number
}

/** Counts of one month, `2026-11`. */
export interface MonthFigures {
  readonly month: string
  readonly words: number
  readonly hits: number
  readonly kudos: number
  readonly comments: number
  readonly bookmarks: number
}

export interface Statistics {
  /** In which something was written, newest first. */
  readonly years: readonly number[]
  readonly works: readonly WorkFigures[]
  /** Every month from the first to the last of them, without a gap. */
  readonly months: readonly MonthFigures[]
}

/** Posted works of theirs, nothing else: a draft has no readers. A chapter without a date is of the work's first day. */
export async function statisticsOf(db: Db, person: Member, year: number | null): Promise<Statistics> {
  const [works, months] = await Promise.all([figuresOf(db, person, year), monthsOf(db, person)])
  const years = [
    ...new Set(months.filter(({ words }) => words > 0).map(({ month }) => Number(month.slice(0, 4)))),
  ]
  const shown = year === null ? months : months.filter(({ month }) => month.startsWith(`${year}-`))
  return { years: years.reverse(), works, months: withoutGaps(shown) }
}

const POSTED = (person: Member) =>
  sql<boolean>`works.standing = 'posted' and works.audience <> 'kept' and ${ownWork(person)}`
const WRITTEN = sql`coalesce(chapters.published_on, works.published_on, works.posted_at::date)`

async function figuresOf(db: Db, person: Member, year: number | null): Promise<WorkFigures[]> {
  const { rows } = await sql<WorkFigures>`
    select works.id, works.title, works.language, works.sorted_at as date, told.words, told.chapters,
      coalesce(hits, 0) as hits, coalesce(kudos, 0) as kudos, coalesce(comments, 0) as comments,
      coalesce(bookmarks, 0) as bookmarks,
      (select coalesce(json_agg(coalesce(work_tags.written, tags.name) order by work_tags.position), '[]')
        from work_tags join tags on tags.id = tag_id where work_tags.work_id = works.id and tags.kind = 'fandom') as fandoms,
      (select coalesce(json_agg(series.title order by place), '[]') from series_works join series on series.id = series_id
        where series_works.work_id = works.id) as series
    from works left join work_counts on work_counts.work_id = works.id
    cross join lateral (select coalesce(sum(chapters.words), 0)::int as words, count(*)::int as chapters from chapters
      where chapters.work_id = works.id and chapters.standing = 'posted'
        and (${year}::int is null or extract(year from ${WRITTEN}) = ${year}::int)) as told
    where ${POSTED(person)} and told.chapters > 0 order by works.sorted_at desc, works.id desc`.execute(db)
  return rows
}

async function monthsOf(db: Db, person: Member): Promise<MonthFigures[]> {
  const { rows } = await sql<MonthFigures>`
    with own as materialized (select works.id, works.published_on, works.posted_at from works where ${POSTED(person)}),
    written as (select to_char(coalesce(chapters.published_on, own.published_on, own.posted_at::date), 'YYYY-MM') as month,
        sum(chapters.words)::int as words from chapters join own on own.id = chapters.work_id
      where chapters.standing = 'posted' group by 1),
    met as (select to_char(day, 'YYYY-MM') as month, sum(hits)::int as hits, sum(kudos)::int as kudos,
        sum(comments)::int as comments, sum(bookmarks)::int as bookmarks
      from work_days join own on own.id = work_days.work_id group by 1)
    select month, coalesce(words, 0) as words, coalesce(hits, 0) as hits, coalesce(kudos, 0) as kudos,
      coalesce(comments, 0) as comments, coalesce(bookmarks, 0) as bookmarks
    from written full join met using (month) order by month`.execute(db)
  return rows
}

const NOTHING = { words: 0, hits: 0, kudos: 0, comments: 0, bookmarks: 0 } as const
/** The last hundred years of them: one odd date in a file must not draw a thousand empty years. */
const MOST_MONTHS = 1_200

function withoutGaps(months: readonly MonthFigures[]): MonthFigures[] {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return []
  const known = new Map(months.map((one) => [one.month, one]))
  const all: MonthFigures[] = []
  const end = numberOf(last.month)
  for (let at = Math.max(numberOf(first.month), end - MOST_MONTHS + 1); at <= end; at++) {
    const month = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
    all.push(known.get(month) ?? { month, ...NOTHING })
  }
  return all
}

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
