import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { may } from '../core/roles.ts'
import { fitHeadings, scopeAnchors, surelyClean } from '../prose/index.ts'
import { routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'

interface TextProps {
  readonly page: Page
  /** Clean HTML, as the keepers wrote it. */
  readonly text: string
}

/** What holds here: to this, whoever joins agrees. */
export const RulesPage = ({ page, text }: TextProps) => (
  <TextPage page={page} title={t('Rules of this archive')}>
    {text ? (
      <Words text={text} />
    ) : (
      <p>
        {t(
          'The keepers have not written any rules of their own. What is always so: post what is yours to post, say truly what it is, keep to what each creator allows, and leave people in peace.',
        )}
      </p>
    )}
  </TextPage>
)

/** What is kept of people: the keepers' words, and what the program does by itself wherever it runs. */
export const PrivacyPage = ({ page, text }: TextProps) => (
  <TextPage page={page} title={t('Privacy')}>
    {text && <Words text={text} />}
    <h3 class="ruled">{t('What the program keeps')}</h3>
    <ul>
      <li>
        {t(
          'Of a reader without an account: nothing. How the page should look, and what is hidden or kept as a filter, stands in cookies of that reader’s own browser.',
        )}
      </li>
      <li>
        {t(
          'Of a member: the name, the e-mail address, a fingerprint of the passphrase from which it cannot be read, what was posted, and what was set.',
        )}
      </li>
      <li>
        {t(
          'Of each session: when it began and was last used, and the kind of browser and system. No network address is written down by the program.',
        )}
      </li>
      <li>{t('Other members never see an e-mail address. It is used for mails of this archive alone.')}</li>
      <li>
        {t(
          'There is no advertising, and nobody is followed about: a work counts each reader once a day by a mark that cannot be turned back into a person, and the marks are gone with the day. Pages and typefaces come from here alone. Pictures in a work may stand elsewhere, where its writer put them.',
        )}
      </li>
    </ul>
  </TextPage>
)

interface TextPageProps {
  readonly page: Page
  readonly title: string
  readonly children: Child
}

const TextPage = ({ page, title, children }: TextPageProps) => (
  <Layout page={page} title={title}>
    <div class="page-head">
      <h2 class="heading">{title}</h2>
      {may(page.actor, 'keep-archive') && (
        <p class="actions">
          <a class="button" href={routes.keepArchive}>
            {t('Edit')}
          </a>
        </p>
      )}
    </div>
    <div class="prosepage">{children}</div>
  </Layout>
)

const Words = ({ text }: Pick<TextProps, 'text'>) => (
  <div class="userstuff" dir="auto">
    {raw(scopeAnchors(fitHeadings(surelyClean(text), 2), 'text'))}
  </div>
)
