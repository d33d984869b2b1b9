import type { Child } from 'hono/jsx'
import { languageName } from '../../core/languages.ts'
import { WARNINGS } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import { count, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { stat } from '../../web/stat.tsx'
import { ConsentLine } from '../consent/consent-line.tsx'
import { Statements } from '../consent/statements.tsx'
import { TagLinks, tagHref } from '../tag-links.tsx'
import { textLanguage } from '../text-language.ts'
import { categoryName, ratingName, warningName } from '../value-names.ts'
import type { TagName, WorkHead } from '../views.ts'
import { chapterCount } from '../work-brief.ts'
import { ChangePermissions, mayChange } from './consent-block.tsx'

interface WorkMetaProps {
  readonly work: WorkHead
}

/** The colophon. The names of its parts are AO3's: FanFicFare, e-reader tools and user scripts read them. */
export const WorkMeta = ({ work }: WorkMetaProps) => (
  <dl class="work meta group">
    {row('rating tags', t('Rating'), <Values values={[work.rating]} says={ratingName} />)}
    {row(
      'warning tags',
      plural(work.warnings, t('Archive warning'), t('Archive warnings')),
      veil(work.veiled?.warnings, t('Show warnings'), <Values values={work.warnings} says={warningName} />),
    )}
    {work.categories.length > 0 &&
      row(
        'category tags',
        plural(work.categories, t('Category'), t('Categories')),
        <Values values={work.categories} says={categoryName} />,
      )}
    {tags('fandom', work.fandoms, t('Fandom'), t('Fandoms'))}
    {tags('relationship', work.relationships, t('Relationship'), t('Relationships'))}
    {tags('character', work.characters, t('Character'), t('Characters'))}
    {work.freeforms.length > 0 &&
      row(
        'freeform tags',
        plural(work.freeforms, t('Additional tag'), t('Additional tags')),
        veil(work.veiled?.tags, t('Show additional tags'), <TagLinks tags={work.freeforms} />),
      )}
    <dt class="language">{t('Language')}</dt>
    <dd class="language" lang={textLanguage(work.language).lang ?? work.language}>
      {languageName(work.language)}
    </dd>
    {work.series.length > 0 && row('series', t('Series'), <SeriesPlaces work={work} />)}
    {work.collections.length > 0 &&
      row(
        'collections',
        plural(work.collections, t('Collection'), t('Collections')),
        <ul class="commas">
          {work.collections.map((name) => (
            <li>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>,
      )}
    {work.origin && row('origin', t('First posted'), <a href={work.origin.url}>{work.origin.archive}</a>)}
    {row('consent', t('The writer allows'), <Consent work={work} />)}
    {work.statements.length > 0 &&
      row(
        'statements',
        t('In the writer’s words'),
        <Statements statements={work.statements} language={work.language} />,
      )}
    {row('stats', t('Stats'), <WorkStats work={work} />)}
  </dl>
)

const Consent = ({ work }: WorkMetaProps) => (
  <>
    <ConsentLine work={work} />
    {mayChange(work) && <ChangePermissions work={work} />}
  </>
)

const row = (kind: string, says: string, value: Child) => (
  <>
    <dt class={kind}>{says}</dt>
    <dd class={kind}>{value}</dd>
  </>
)

/** What the reader asked to be spared, until they ask for it here. */
const veil = (veiled: boolean | undefined, says: string, value: Child): Child =>
  veiled ? (
    <details class="more-tags">
      <summary>{says}</summary>
      {value}
    </details>
  ) : (
    value
  )

const plural = (values: readonly unknown[], one: string, many: string): string =>
  values.length === 1 ? one : many

const tags = (kind: string, names: readonly TagName[], one: string, many: string): Child =>
  names.length > 0 && row(`${kind} tags`, plural(names, one, many), <TagLinks tags={names} />)

function Values<V extends string>(props: {
  readonly values: readonly V[]
  readonly says: (value: V) => string
}) {
  return (
    <ul class="commas">
      {props.values.map((value) => (
        <li class={NAMED.has(value) ? 'named' : undefined}>
          <a class="tag" href={tagHref(value)}>
            {props.says(value)}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Warnings that say what is in the work. */
const NAMED: ReadonlySet<string> = new Set(WARNINGS.slice(2))

const SeriesPlaces = ({ work }: WorkMetaProps) => (
  <>
    {work.series.map(({ id, title, position }) => (
      <span class="series">
        <span class="position">
          {sayWith('Part {position} of {series}', {
            position: String(position),
            series: <a href={href(routes.series, { seriesId: id })}>{title}</a>,
          })}
        </span>
      </span>
    ))}
  </>
)

/** Dates as AO3 writes them, since that is how they are read back: 2026-11-19. */
const WorkStats = ({ work }: WorkMetaProps) => (
  <dl class="stats">
    {stat('published', named(t('Published')), isoDay(work.published))}
    {isoDay(work.updated) !== isoDay(work.published) &&
      stat('status', named(work.complete ? t('Completed') : t('Updated')), isoDay(work.updated))}
    {stat('words', named(t('Words')), count(work.words))}
    {stat('chapters', named(t('Chapters')), chapterCount(work))}
  </dl>
)

/** With AO3's colon, by which FanFicFare finds the figure; it is said but not shown. */
const named = (says: string): Child => (
  <>
    {says}
    <span class="said">:</span>
  </>
)
