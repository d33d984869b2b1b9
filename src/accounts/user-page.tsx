import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { fill, slots } from '../web/said.tsx'
import { count, day, isoDay, t } from '../web/say.ts'
import type { UserView } from './user-view.ts'

interface UserPageProps {
  readonly page: Page
  readonly view: UserView
  /** What modules above know of this person: their newest works. */
  readonly children?: Child
}

export function UserPage({ page, view, children }: UserPageProps) {
  const { name } = view
  const own = view.kept !== null
  return (
    <Layout page={page} title={name} active={own ? 'you' : undefined}>
      <div class="page-head">
        <h2 class="heading">
          <bdi>{name}</bdi>
        </h2>
        <p>
          {fill(t('Here since {date}', slots('date')), {
            date: <time datetime={isoDay(view.joined)}>{day(view.joined)}</time>,
          })}
        </p>
      </div>
      <div class="shelf">
        <div>
          <PenNames view={view} />
          {children}
        </div>
        <Figures view={view} own={own} />
      </div>
    </Layout>
  )
}

function PenNames({ view }: { readonly view: UserView }) {
  return (
    <section aria-labelledby="pens">
      <h3 class="ruled" id="pens">
        {t('{n, plural, one {Pen name} other {Pen names}}', { n: view.penNames.length })}
      </h3>
      <ul class="pens">
        {view.penNames.map((pen) => (
          <li>
            <a href={href(routes.pseudWorks, { name: view.name, pseud: pen.name })}>
              <bdi>{pen.name}</bdi>
            </a>
            <span class="n">
              {t('{n, plural, =0 {no works yet} one {# work} other {# works}}', { n: pen.works })}
            </span>
          </li>
        ))}
      </ul>
      {view.works > 0 && (
        <p class="more">
          <a href={href(routes.userWorks, { name: view.name })}>
            {t('{n, plural, one {The one work there is} other {All # works}}', { n: view.works })}
          </a>
        </p>
      )}
    </section>
  )
}

function Figures({ view, own }: { readonly view: UserView; readonly own: boolean }) {
  if (!own) return null
  return (
    <section aria-labelledby="yours">
      <h3 class="ruled" id="yours">
        {t('For your eyes')}
      </h3>
      <dl class="figures">
        <div>
          <dt>{t('Works you posted')}</dt>
          <dd>{count(view.works)}</dd>
        </div>
        <div>
          <dt>{t('Copies you keep')}</dt>
          <dd>{count(view.kept ?? 0)}</dd>
        </div>
      </dl>
      <ul class="actions">
        <li>
          <a class="button" href={href(routes.library, { name: view.name })}>
            <Icon name="book" />
            {t('Your library')}
          </a>
        </li>
        <li>
          <a class="button" href={routes.importForm}>
            <Icon name="upload" />
            {t('Bring works in')}
          </a>
        </li>
      </ul>
    </section>
  )
}
