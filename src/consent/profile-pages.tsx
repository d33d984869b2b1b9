import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { SelectField } from '../web/select-field.tsx'
import type { ProfileClaim, WorkHead } from '../works/index.ts'
import { ownLanguage } from '../works/index.ts'

interface AskPageProps {
  readonly page: Page
  readonly work: WorkHead
  readonly names: readonly string[]
  readonly sent: Sent<'creator' | 'profile'>
}

const Titled = ({ work }: Pick<AskPageProps, 'work'>) => (
  <a href={href(routes.work, { workId: work.id })} {...ownLanguage(work.language)}>
    {work.title}
  </a>
)

/** A creator without the link: what they put on their page elsewhere proves that they are who it says. */
export const AskByProfilePage = ({ page, work, names, sent: { typed, faults } }: AskPageProps) => (
  <Layout page={page} title={t('Claim {title}', { title: work.title })}>
    <div class="page-head">
      <h2 class="heading">{sayWith('Claim {title}', { title: <Titled work={work} /> })}</h2>
      <p>
        {t(
          'If you got a link by mail, use that. Otherwise name a page that is yours, where the work or your profile stands: you get a code to put there, and a keeper of this archive looks for it.',
        )}
      </p>
    </div>
    <ErrorSummary faults={faults} />
    <form method="post" action={href(routes.workClaim, { workId: work.id })}>
      <Csrf page={page} />
      <SelectField name="name" label={t('The name that is mine')} fault={faults.creator}>
        {names.map((name) => (
          <option value={name} selected={name === typed.creator}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field
        name="profile"
        type="url"
        label={t('Address of your page')}
        value={typed.profile}
        fault={faults.profile}
        needed="of-course"
        maxlength={500}
      />
      <button type="submit" class="first">
        {t('Get the code')}
      </button>
    </form>
  </Layout>
)

interface CodePageProps {
  readonly page: Page
  readonly work: WorkHead
  readonly code: string
  readonly profile: string
}

export const CodePage = ({ page, work, code, profile }: CodePageProps) => (
  <Layout page={page} title={t('Your code')}>
    <div class="page-head">
      <h2 class="heading">{t('Put this code on your page')}</h2>
      <p>
        <bdi>{profile}</bdi>
      </p>
    </div>
    <p class="claim-code">
      <code dir="ltr">{code}</code>
    </p>
    <p>
      {t(
        'It is shown this once; ask again and you get a new one. It may stand there for all to see: it is good for your account alone. When a keeper has seen it, the work is yours, and you are told by mail.',
      )}
    </p>
    <p class="actions">
      <a class="button" href={href(routes.work, { workId: work.id })}>
        {t('Back to the work')}
      </a>
    </p>
  </Layout>
)

interface ClaimsPageProps {
  readonly page: Page
  readonly claims: readonly ProfileClaim[]
  /** What is wrong with a decision, and about which. */
  readonly failed: { readonly id: number; readonly says: string } | undefined
}

/** For the keepers: who says that a work is theirs, and where the proof should stand. */
export const ClaimsPage = ({ page, claims, failed }: ClaimsPageProps) => (
  <KeepPage
    page={page}
    title={t('Claims')}
    lead={t('Somebody says that a work is theirs, and has been given a code to put on a page of their own.')}
  >
    {claims.length === 0 && <p>{t('Nobody is waiting.')}</p>}
    <ol class="claims">
      {claims.map((claim) => (
        <ClaimItem page={page} claim={claim} fault={failed?.id === claim.id ? failed.says : undefined} />
      ))}
    </ol>
  </KeepPage>
)

interface ClaimItemProps {
  readonly page: Page
  readonly claim: ProfileClaim
  readonly fault: string | undefined
}

function ClaimItem({ page, claim, fault }: ClaimItemProps) {
  const account: Child = <a href={href(routes.user, { name: claim.account })}>{claim.account}</a>
  return (
    <li>
      <p>
        {sayWith('{account} says that {work}, signed {name}, is theirs.', {
          account,
          work: (
            <a href={href(routes.work, { workId: claim.workId })}>
              <bdi>{claim.title}</bdi>
            </a>
          ),
          name: <bdi>{claim.creator}</bdi>,
        })}{' '}
        <time class="hint" datetime={isoDay(claim.made)}>
          {day(claim.made)}
        </time>
      </p>
      <p>
        {t('The page:')}{' '}
        <a href={claim.profileUrl} rel="nofollow noreferrer noopener">
          {claim.profileUrl}
        </a>
      </p>
      {fault && (
        <NoticeBox kind="error">
          <p>{fault}</p>
        </NoticeBox>
      )}
      <form method="post" action={routes.claims}>
        <Csrf page={page} />
        <input type="hidden" name="claim" value={claim.id} />
        <div class="actions">
          <button type="submit" class="first" name="deed" value="look">
            {t('Look for the code there')}
          </button>
          <button type="submit" class="grave" name="deed" value="decline">
            {t('Decline')}
          </button>
        </div>
        <label class="by-hand" for={`seen-${claim.id}`}>
          {t('Or paste what stands there')}
        </label>
        <div class="pasted">
          <input id={`seen-${claim.id}`} name="seen" dir="ltr" autocomplete="off" />
          <button type="submit" name="deed" value="confirm">
            {t('It stands there')}
          </button>
        </div>
      </form>
    </li>
  )
}
