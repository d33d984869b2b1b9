import { href, routes } from '../../routes.ts'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { count, t } from '../../web/say.ts'

export interface LanguagesPageView {
  readonly languages: readonly { readonly code: string; readonly name: string; readonly works: number }[]
}

/** Every language somebody has written in here. */
export const LanguagesPage = (props: { readonly page: Page; readonly view: LanguagesPageView }) => (
  <Layout page={props.page} title={t('Languages')} active="works">
    <div class="page-head">
      <h2 class="heading">{t('Languages')}</h2>
      <p>
        {t('{n, plural, =0 {No works yet} one {Works in one language} other {Works in # languages}}', {
          n: props.view.languages.length,
        })}
      </p>
    </div>
    <ul class="tag-counts languages">
      {props.view.languages.map(({ code, name, works }) => (
        <li>
          <a href={href(routes.languageWorks, { code })} lang={code} hreflang={code}>
            <bdi>{name}</bdi>
          </a>
          <span class="n">
            <span class="said">, </span>
            {count(works)}
            <span class="said"> {t('{n, plural, one {work} other {works}}', { n: works })}</span>
          </span>
        </li>
      ))}
    </ul>
  </Layout>
)
