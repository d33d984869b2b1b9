import { Icon } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { count, t } from '../web/say.ts'
import { FacetLedger, KINDS } from './facet-groups.tsx'
import type { FacetPageView } from './facet-page-view.ts'
import { worksOfText } from './works-of.tsx'

interface FacetPageProps {
  readonly page: Page
  readonly facet: FacetPageView
}

/** Every tag of one kind that the works found have: to choose from, to search in, to turn the pages of. */
export function FacetPage({ page, facet }: FacetPageProps) {
  const kind = KINDS[facet.kind]()
  const title = t('{kind}: {list}', { kind, list: worksOfText(facet.of) })
  return (
    <Layout page={page} title={title} active="works">
      <div class="page-head">
        <p class="kind">
          <a href={facet.back}>{worksOfText(facet.of)}</a>
        </p>
        <h2 class="heading">{kind}</h2>
        <p>{t('{n, plural, =0 {No works} one {# work} other {# works}}', { n: facet.works })}</p>
      </div>
      <FacetForm facet={facet} />
    </Layout>
  )
}

/** One form, so that turning a page or searching keeps what was ticked before. Enter in the search searches. */
const FacetForm = ({ facet }: { readonly facet: FacetPageView }) => (
  <form id="facet-values" class="facet-page" action={facet.action} autocomplete="off" data-filters>
    <input type="hidden" name="facet" value={facet.kind} />
    {facet.kept.map(({ name, value }) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <div class="search" role="search">
      <label class="said" for="facet-q">
        {t('Search in these tags')}
      </label>
      <input
        type="search"
        id="facet-q"
        name="facet_q"
        value={facet.q}
        placeholder={t('Search in these tags')}
      />
      <button type="submit">
        <Icon name="search" />
        <span class="said">{t('Search')}</span>
      </button>
    </div>
    <div class="found" data-says={tagsFound(facet)}>
      <FacetFound facet={facet} />
    </div>
    <div class="actions foot">
      <button
        type="submit"
        name="facet"
        value=""
        class="first"
        data-says={t('Show {n, plural, =0 {no works} one {# work} other {# works}}', { n: facet.works })}
      >
        {t('Show works')}
      </button>
      <a href={facet.back}>{t('Back to the list')}</a>
      <p class="said" role="status" />
    </div>
    <Script name="filters.js" />
  </form>
)

const FacetFound = ({ facet }: { readonly facet: FacetPageView }) => {
  const { kind, size, chosen, values } = facet
  if (size === null)
    return (
      <p class="hint">
        {t('Tags and their numbers will stand here in a moment: the catalogue is being read.')}
      </p>
    )
  return (
    <>
      {chosen.length > 0 && (
        <>
          <h3 class="ruled">{t('Chosen')}</h3>
          <FacetLedger id={`chosen-${kind}`} label={t('Chosen')} values={chosen} />
        </>
      )}
      <h3 class="ruled">{tagsFound(facet)}</h3>
      {values.length > 0 && <FacetLedger id={`all-${kind}`} label={KINDS[kind]()} values={values} />}
      <FacetPager facet={facet} />
    </>
  )
}

const tagsFound = ({ size, q }: FacetPageView): string =>
  q
    ? t('{n, plural, =0 {No tags} one {# tag} other {# tags}} with “{q}”', { n: size ?? 0, q })
    : t('{n, plural, =0 {No tags} one {# tag} other {# tags}}', { n: size ?? 0 })

/** Buttons, not links: what is ticked goes along. */
const FacetPager = ({ facet: { page, pages } }: { readonly facet: FacetPageView }) =>
  pages < 2 ? null : (
    <nav class="facet-pager" aria-label={t('Pages')}>
      <button type="submit" name="facet_page" value={String(page - 1)} disabled={page < 2}>
        <Icon name="previous" inline turns />
        {t('Previous')}
      </button>
      <span>{t('Page {n} of {all}', { n: count(page), all: count(pages) })}</span>
      <button type="submit" name="facet_page" value={String(page + 1)} disabled={page >= pages}>
        {t('Next')}
        <Icon name="next" inline turns />
      </button>
    </nav>
  )
