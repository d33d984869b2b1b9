import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { type Byline, ratingName, tagHref, type WorkBlurb, warningName } from '../works/index.ts'

interface SnippetProps {
  readonly work: WorkBlurb
  /** It will stand on another site: every link is whole. Without a slash at its end. */
  readonly baseUrl: string
}

/** A work in a few lines for other sites: what it is, whose, what is in it. Lines without a value are left out. */
export function Snippet({ work, baseUrl }: SnippetProps) {
  const lines: readonly Child[] = [
    <Title work={work} baseUrl={baseUrl} />,
    ...line(
      work.fandoms.length,
      work.fandoms.length === 1 ? t('Fandom') : t('Fandoms'),
      sayList(
        work.fandoms.map((tag) => <a href={baseUrl + tagHref(tag.page)}>{tag.name}</a>),
        'commas',
      ),
    ),
    ...line(1, t('Rating'), ratingName(work.rating)),
    ...line(
      work.warnings.length,
      work.warnings.length === 1 ? t('Archive warning') : t('Archive warnings'),
      work.warnings.map(warningName).join(t(', ')),
    ),
  ]
  return <>{lines.flatMap((one, at) => (at === 0 ? [one] : [<br />, one]))}</>
}

const line = (values: number, name: string, says: Child): readonly Child[] =>
  values === 0 ? [] : [sayWith('{name}: {value}', { name, value: says })]

const Title = ({ work, baseUrl }: SnippetProps) => (
  <>
    {sayWith('{title} ({words}) by {creators}', {
      title: (
        <a href={baseUrl + href(routes.work, { workId: work.id })}>
          <strong>{work.title}</strong>
        </a>
      ),
      words: t('{n, plural, one {# word} other {# words}}', { n: work.words }),
      creators: <>{signed(work.creators, baseUrl)}</>,
    })}
  </>
)

function signed(creators: readonly Byline[], baseUrl: string): Child {
  if (creators.length === 0) return t('Anonymous')
  return sayList(creators.map(({ name, href: to }) => (to ? <a href={baseUrl + to}>{name}</a> : name)))
}
