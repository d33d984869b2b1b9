import { routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'

interface AboutPageProps {
  readonly page: Page
  readonly view: AboutView
}

export interface AboutView {
  readonly about: string
  readonly opened: Date
  readonly counts: { readonly works: number; readonly fandoms: number; readonly words: number }
  readonly version: string
  /** Where the source of what runs here can be had: the licence asks that it be offered. */
  readonly source: string | null
}

export function AboutPage({ page, view }: AboutPageProps) {
  return (
    <Layout page={page} title={t('About this archive')}>
      <div class="page-head">
        <h2 class="heading">{t('About {archive}', { archive: page.archive })}</h2>
      </div>
      <div class="prosepage">
        {view.about && (
          <p class="masthead" dir="auto">
            {view.about}
          </p>
        )}
        <p>
          {sayWith(
            '{works, plural, one {One work} other {# works}} in {fandoms, plural, one {one fandom} other {# fandoms}}, {words, plural, one {# word} other {# words}}; kept since {date}.',
            { ...view.counts, date: <time datetime={isoDay(view.opened)}>{day(view.opened)}</time> },
          )}
        </p>
        <h3 class="ruled">{t('What is kept, and for whom')}</h3>
        <p>
          {t(
            'Writers say on each work what others may do with it: download, translate, record, print, copy, or use by machines. That stands on the work and in every file that leaves here, and the archive keeps to it.',
          )}
        </p>
        <p>
          {t(
            'A file that a member brings in but did not write is a kept copy: only that member sees it, in their own library. It becomes public when its writer says so.',
          )}
        </p>
        <p>
          {sayWith('What holds here stands in the {rules}; what is kept of people, under {privacy}.', {
            rules: <a href={routes.rules}>{t('rules')}</a>,
            privacy: <a href={routes.privacy}>{t('privacy')}</a>,
          })}
        </p>
        <h3 class="ruled">{t('The software')}</h3>
        <p>
          {t(
            'This archive runs Palimpsest {version}, free software under the GNU Affero General Public License.',
            {
              version: view.version,
            },
          )}{' '}
          {view.source && <a href={view.source}>{t('Its source')}</a>}
        </p>
      </div>
    </Layout>
  )
}
