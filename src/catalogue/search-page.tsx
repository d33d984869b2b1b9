import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { LanguageChoice, WordsRange } from './filter-fields.tsx'

/** The search form on a page of its own, filled with what was asked before. */
export interface SearchPageView {
  readonly q: string
  readonly tag: string
  readonly not: string
  readonly language: string
  readonly languages: readonly string[]
  readonly complete: 'yes' | 'no' | ''
  readonly wordsFrom: string
  readonly wordsTo: string
}

export function SearchPage({ page, search }: { readonly page: Page; readonly search: SearchPageView }) {
  return (
    <Layout page={page} title={t('Search')} active="search">
      <div class="page-head">
        <h2 class="heading">{t('Search works')}</h2>
        <p>{t('In titles, names, tags, summaries and the text itself.')}</p>
      </div>
      <div class="shelf">
        <form class="work-search" action={routes.works} role="search" aria-label={t('Search in detail')}>
          <Words search={search} />
          <Tags search={search} />
          <Limits search={search} />
          <p class="actions">
            <button type="submit" class="first">
              {t('Search')}
            </button>
          </p>
        </form>
        <SearchHelp />
      </div>
    </Layout>
  )
}

interface SearchProps {
  readonly search: SearchPageView
}

const Words = ({ search }: SearchProps) => (
  <p class="field big">
    <label for="search-q">{t('Words')}</label>
    <input type="search" id="search-q" name="q" value={search.q} />
  </p>
)

const Tags = ({ search }: SearchProps) => (
  <div class="row">
    <p class="field">
      <label for="search-tag">{t('With the tag')}</label>
      <input id="search-tag" name="tag" value={search.tag} autocomplete="off" />
    </p>
    <p class="field">
      <label for="search-not">{t('Without the tag')}</label>
      <input id="search-not" name="not" value={search.not} autocomplete="off" />
    </p>
  </div>
)

const Limits = ({ search }: SearchProps) => (
  <div class="row">
    <WordsRange id="search" legend={t('How many words')} from={search.wordsFrom} to={search.wordsTo} />
    <LanguageChoice id="search-language" languages={search.languages} chosen={search.language} />
    <p class="field">
      <label for="search-complete">{t('Completion')}</label>
      <select id="search-complete" name="complete">
        <option value="">{t('Complete or not')}</option>
        <option value="yes" selected={search.complete === 'yes'}>
          {t('Complete only')}
        </option>
        <option value="no" selected={search.complete === 'no'}>
          {t('In progress only')}
        </option>
      </select>
    </p>
  </div>
)

const SearchHelp = () => (
  <aside class="search-help" aria-labelledby="search-help">
    <h3 class="ruled" id="search-help">
      {t('How to ask')}
    </h3>
    <dl>
      {way('yellow wallpaper', t('Both words, anywhere in the work or its tags.'))}
      {way('"second key"', t('Exactly these words, in this order. In the text, the passage is shown.'))}
      {way('bees -honey', t('The first word, and not the second.'))}
      {way('moor OR marsh', t('Either word, or both.'))}
      {way('words>50000 complete:yes sort:words', t('Long works that are complete, the longest first.'))}
      {way('title:lamp tag:"Found Family"', t('Words in one field, a tag by its whole name.'))}
    </dl>
    <p class="hint">{t('Capitals and accents make no difference: “cafe” finds “Café”.')}</p>
  </aside>
)

/** An example as it would be typed, and what it finds. */
const way = (typed: string, finds: string): Child => (
  <div>
    <dt>
      <code>{typed}</code>
    </dt>
    <dd>{finds}</dd>
  </div>
)
