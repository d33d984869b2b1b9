import { languageName } from '../core/languages.ts'
import { may } from '../core/roles.ts'
import type { GivenUp } from '../jobs/given-up.ts'
import { routes } from '../routes.ts'
import { Field } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import { keepingFor } from '../web/keeping.ts'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { Errands } from './errands.tsx'

interface KeepingPageProps {
  readonly page: Page
  /** What was sought and not found. */
  readonly sought: string | undefined
  /** Languages of works that this archive has no letters to print. */
  readonly unprinted: readonly string[]
  /** What the archive was to do and could not; for owners. */
  readonly errands: readonly GivenUp[]
}

/** All that this keeper may do, and the way to a work or a person that needs it. */
export const KeepingPage = ({ page, sought, unprinted, errands }: KeepingPageProps) => (
  <KeepPage
    page={page}
    title={t('Keep the archive')}
    lead={t('What you may do here, because you are one of its keepers.')}
  >
    {errands.length > 0 && <Errands page={page} errands={errands} />}
    {may(page.actor, 'hide-works') && <Find sought={sought} />}
    <ul class="keep-list">
      {keepingFor(page.actor).map(({ href, label, says }) => (
        <li>
          <h3>
            <a href={href}>{label()}</a>
          </h3>
          <p>{says()}</p>
        </li>
      ))}
    </ul>
    {unprinted.length > 0 && <Unprinted languages={unprinted} />}
  </KeepPage>
)

/** Asks for a page, changes nothing: no token. */
const Find = ({ sought }: Pick<KeepingPageProps, 'sought'>) => (
  <form class="one-line" action={routes.keeping}>
    <Field
      name="find"
      type="search"
      label={t('A work or a person to moderate')}
      hint={t('The number or address of a work, or the name of an account.')}
      value={sought}
      fault={
        sought && t('Nothing here is called so. The name must be the whole one, as in the account’s address.')
      }
      autocomplete="off"
      maxlength={300}
    />
    <button type="submit">{t('Find')}</button>
  </form>
)

const Unprinted = ({ languages }: { readonly languages: readonly string[] }) => (
  <section class="next-steps" aria-labelledby="unprinted">
    <h3 class="ruled" id="unprinted">
      {t('Files of works')}
    </h3>
    <p>
      {sayWith('There are no letters here to print works in {languages}: no PDF is made of them.', {
        languages: sayList(languages.map(inItself)),
      })}
    </p>
    <p class="hint">
      {sayWith('Whoever runs the archive sees with {command} what is missing, and can add it.', {
        command: <code>bin/palimpsest fonts</code>,
      })}
    </p>
  </section>
)

const inItself = (code: string) => <bdi lang={code}>{languageName(code)}</bdi>
