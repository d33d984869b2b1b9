import { href, routes } from '../routes.ts'
import { Layout, Script } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { textLanguage, type WorkHead } from '../works/index.ts'
import { Snippet } from './share-snippet.tsx'

interface SharePageProps {
  /** Its `path` is the work's: who logs in here goes on there. */
  readonly page: Page
  readonly work: WorkHead
  /** Without a slash at its end. */
  readonly baseUrl: string
}

/** What to paste elsewhere to tell of a work. As others see it: nobody is named who is not named to everybody. */
export function SharePage({ page, work, baseUrl }: SharePageProps) {
  const seen = work.anonymous ? { ...work, creators: [] } : work
  const address = baseUrl + href(routes.work, { workId: work.id })
  return (
    <Layout
      page={page}
      title={t('Share {title}', { title: work.title })}
      head={<Script name="share.js" />}
      active="works"
    >
      <div class="page-head">
        <p class="kind">{t('Share')}</p>
        <h2 class="heading">
          <a href={href(routes.work, { workId: work.id })} {...textLanguage(work.language)}>
            {work.title}
          </a>
        </h2>
        {work.audience === 'members' && (
          <p>{t('This work is for members: who follows the link is asked to log in.')}</p>
        )}
      </div>
      <div class="share-page">
        <div class="field">
          <label for="share-link">{t('Its address')}</label>
          <input id="share-link" value={address} readonly dir="ltr" autocomplete="off" />
          <Copy of="share-link" />
        </div>
        <div class="field">
          <label for="share-html">{t('HTML for your own pages')}</label>
          <textarea id="share-html" rows={6} readonly dir="ltr" autocomplete="off">
            {String(<Snippet work={seen} baseUrl={baseUrl} />)}
          </textarea>
          <Copy of="share-html" />
        </div>
        <section aria-labelledby="share-looks">
          <h3 class="label" id="share-looks">
            {t('So it looks')}
          </h3>
          <p class="share-looks">
            <Snippet work={seen} baseUrl={baseUrl} />
          </p>
        </section>
      </div>
    </Layout>
  )
}

/** Shown by share.js: without script the text is selected and copied by hand. */
const Copy = ({ of }: { readonly of: string }) => (
  <p class="actions copy" hidden>
    <button type="button" data-copies={of}>
      {t('Copy')}
    </button>
    <span
      role="status"
      data-copied={t('Copied.')}
      data-selected={t('It is selected: copy it with the keyboard.')}
    />
  </p>
)
