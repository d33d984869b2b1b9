import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { SelectField } from '../web/select-field.tsx'
import { type OpenClaim, ownLanguage } from '../works/index.ts'

const DEEDS = [
  'claim',
  'leave',
  'give-up-named',
  'give-up',
  'remove',
  'no-letters',
  'no-works',
  'invite',
] as const
type Deed = (typeof DEEDS)[number]
/** What is decided about works, or about letters; the others lead elsewhere. */
export type Decision = Exclude<Deed, 'claim' | 'invite'>
export const isDeed = (text: unknown): text is Deed => DEEDS.some((one) => one === text)

interface ClaimPageProps {
  readonly page: Page
  /** One work, or all that a letter told of. */
  readonly claims: readonly OpenClaim[]
  readonly action: string
  /** Of whoever is logged in; a guest has none. */
  readonly penNames: readonly string[]
  readonly faults: Readonly<Record<string, string>>
}

/** Behind the link that a creator got: their works, and what they can do with them. */
export function ClaimPage(props: ClaimPageProps) {
  const { page, claims, action, faults } = props
  const [only] = claims
  return (
    <Layout page={page} title={t('Is this yours?')}>
      <div class="page-head">
        <h2 class="heading">{t('Is this yours?')}</h2>
        {claims.length === 1 && only && (
          <p>
            <About claim={only} />
          </p>
        )}
        <p>{t('What you decide here works once, and then this link is over.')}</p>
      </div>
      <ErrorSummary faults={faults} />
      <form method="post" action={action}>
        <Csrf page={page} />
        {claims.length > 1 && <Which claims={claims} fault={faults.claim} />}
        <div class="ways">
          <Take {...props} />
          <Leave />
          <GiveUp />
          <Remove />
        </div>
        <Letters />
      </form>
    </Layout>
  )
}

const About = ({ claim }: { readonly claim: OpenClaim }) => (
  <>
    {sayWith('{title}, signed {name}, is public at this archive, because its creator gave leave.', {
      title: (
        <a href={href(routes.work, { workId: claim.workId })} {...ownLanguage(claim.language)}>
          {claim.title}
        </a>
      ),
      name: <bdi>{claim.creator}</bdi>,
    })}{' '}
    {claim.origin &&
      sayWith('It was first posted at {archive}.', {
        archive: <a href={claim.origin.url}>{claim.origin.archive}</a>,
      })}
  </>
)

interface WhichProps {
  readonly claims: readonly OpenClaim[]
  readonly fault: string | undefined
}

const Which = ({ claims, fault }: WhichProps) => (
  <fieldset class="field" id="f-claim" aria-describedby={fault && 'f-claim-fault'}>
    <legend class="label">{t('Which of them')}</legend>
    {fault && (
      <p class="fault" id="f-claim-fault">
        {fault}
      </p>
    )}
    {claims.map((claim) => (
      <label class="choice">
        <input type="checkbox" name="claim" value={claim.id} checked />
        <span>
          <About claim={claim} />
        </span>
      </label>
    ))}
  </fieldset>
)

interface WayProps {
  readonly title: string
  readonly children: Child
}

const Way = ({ title, children }: WayProps) => (
  <section>
    <h3 class="heading">{title}</h3>
    {children}
  </section>
)

function Take({ page, penNames, faults, action }: ClaimPageProps) {
  if (page.actor.type === 'guest')
    return (
      <Way title={t('Take it into an account')}>
        <p>{t('Log in first, or join, and come back to this page.')}</p>
        <p class="actions">
          <a class="button first" href={href(routes.login, {}, { back: action })} rel="nofollow">
            {t('Log in')}
          </a>
          {page.joining === 'open' && <a href={routes.join}>{t('Join')}</a>}
          {page.joining === 'invited' && (
            <button type="submit" name="deed" value="invite">
              {t('Join by invitation')}
            </button>
          )}
        </p>
      </Way>
    )
  return (
    <Way title={t('Take it into an account')}>
      <p>{t('It is yours from then on: to change, to say what others may do, to delete.')}</p>
      <SelectField name="pen" label={t('Under the pen name')} fault={faults.pen}>
        {penNames.map((pen) => (
          <option value={pen}>{pen}</option>
        ))}
      </SelectField>
      <button type="submit" class="first" name="deed" value="claim">
        {t('Take it')}
      </button>
    </Way>
  )
}

const Leave = () => (
  <Way title={t('Leave it as it is')}>
    <p>{t('It stays, under the name it is signed with, and the keepers of this archive look after it.')}</p>
    <button type="submit" name="deed" value="leave">
      {t('Leave it')}
    </button>
  </Way>
)

const GiveUp = () => (
  <Way title={t('Give it up')}>
    <p>{t('It stays for its readers and belongs to no account, for good: nobody can change it any more.')}</p>
    <div class="actions">
      <button type="submit" name="deed" value="give-up-named">
        {t('Keep my name on it')}
      </button>
      <button type="submit" name="deed" value="give-up">
        {t('Take my name off')}
      </button>
    </div>
  </Way>
)

const Remove = () => (
  <Way title={t('Have it removed')}>
    <p>
      {t(
        'It is gone from every page and list at once, and deleted for good in 30 days. No account is needed, and no reason.',
      )}
    </p>
    <button type="submit" class="grave" name="deed" value="remove">
      <Icon name="close" />
      {t('Remove it')}
    </button>
  </Way>
)

/** It decides nothing about the works themselves. */
const Letters = () => (
  <details>
    <summary>{t('No more of this')}</summary>
    <p>{t('This is about the address the letter was sent to. It decides nothing about the works above.')}</p>
    <div class="actions">
      <button type="submit" name="deed" value="no-letters">
        {t('No more letters about works')}
      </button>
      <button type="submit" name="deed" value="no-works">
        {t('Bring nothing of mine here again')}
      </button>
    </div>
  </details>
)

const DECIDED = {
  remove: () => ({
    title: t('It is removed'),
    says: t(
      'The work is on no page of this archive any more. In 30 days it is deleted for good; this link is over.',
    ),
  }),
  leave: () => ({ title: t('It stays'), says: t('Nothing has changed; this link is over.') }),
  'give-up-named': () => ({
    title: t('It stays, under your name'),
    says: t('No account has it any more; this link is over.'),
  }),
  'give-up': () => ({
    title: t('It stays, without your name'),
    says: t('Your name and the address it came from are taken off; this link is over.'),
  }),
  'no-letters': () => ({
    title: t('No more letters'),
    says: t('This archive will not write to you about works again. What is here stays as it is.'),
  }),
  'no-works': () => ({
    title: t('Nothing more will come'),
    says: t(
      'Works under your address are refused from now on. What is here stays, until you decide about it.',
    ),
  }),
} as const satisfies Record<Decision, () => { title: string; says: string }>

interface DecidedProps {
  readonly page: Page
  readonly deed: Decision
  readonly count: number
}

/** What has been decided, and that it is done. */
export function DecidedPage({ page, deed, count }: DecidedProps) {
  const { title, says } = DECIDED[deed]()
  const many = deed !== 'no-letters' && deed !== 'no-works' && count > 1
  return (
    <Layout page={page} title={title}>
      <div class="page-head">
        <h2 class="heading">{title}</h2>
        <p>{says}</p>
        {many && <p>{t('So it is with all {n, number} that were chosen.', { n: count })}</p>}
      </div>
    </Layout>
  )
}
