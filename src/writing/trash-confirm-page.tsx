import type { Child } from 'hono/jsx'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { TRASH_DAYS, textLanguage, type WorkLoss } from '../works/index.ts'

interface DeleteProps {
  readonly page: Page
  /** One or many. */
  readonly losses: readonly WorkLoss[]
  /** Where it is sent; each work under `field`, where there is one. */
  readonly action: string
  readonly field?: string
  /** Where somebody goes who changes their mind. */
  readonly back: string
}

/** Asks before works go to the trash: which, what is lost with them, and what else could be done. */
export function DeleteWorksPage({ page, losses, action, field, back }: DeleteProps) {
  const n = losses.length
  const title = t('{n, plural, one {Delete this work?} other {Delete these # works?}}', { n })
  return (
    <Layout page={{ ...page, robots: false }} title={title}>
      <div class="page-head">
        <h2 class="heading">{title}</h2>
      </div>
      <ul class="losses">
        {losses.map((loss) => (
          <Loss loss={loss} />
        ))}
      </ul>
      <Consequences losses={losses} />
      <form method="post" action={action} class="asking">
        <Csrf page={page} />
        {field && losses.map(({ id }) => <input type="hidden" name={field} value={id} />)}
        <p class="actions">
          <button type="submit" class="grave">
            {t('Delete')}
          </button>
          <a class="button" href={back}>
            {n === 1 ? t('Keep it') : t('Keep them')}
          </a>
        </p>
      </form>
      <Instead losses={losses} />
    </Layout>
  )
}

function Loss({ loss }: { readonly loss: WorkLoss }) {
  const { id, title, language, chapters, words } = loss
  const facts = [
    t('{n, plural, one {# word} other {# words}}', { n: words }),
    ...(chapters > 1 ? [t('{n, plural, one {# chapter} other {# chapters}}', { n: chapters })] : []),
    ...feedback(loss),
  ]
  return (
    <li>
      <a href={href(routes.work, { workId: id })} {...textLanguage(language)}>
        <bdi>{title}</bdi>
      </a>
      <span class="fine">{facts.join(' · ')}</span>
    </li>
  )
}

/** What readers left there; of a draft there is nothing to say. */
function feedback({ unposted, kudos, comments, bookmarks }: WorkLoss): string[] {
  if (unposted) return []
  return [
    ...(kudos ? [t('{n, plural, one {# kudos} other {# kudos}}', { n: kudos })] : []),
    ...(comments ? [t('{n, plural, one {# comment} other {# comments}}', { n: comments })] : []),
    ...(bookmarks ? [t('{n, plural, one {# bookmark} other {# bookmarks}}', { n: bookmarks })] : []),
  ]
}

function Consequences({ losses }: Pick<DeleteProps, 'losses'>) {
  const seen = losses.some(({ unposted, kept }) => !unposted && !kept)
  return (
    <ul class="consequences">
      {seen && <li>{t('Nobody can read it from then on, and no list, series or gift names it.')}</li>}
      <li>
        {t(
          'It lies in the trash for {n} days with all that belongs to it, and can be brought back as it was. Then it is gone for good.',
          { n: TRASH_DAYS },
        )}
      </li>
      {losses.some((loss) => feedback(loss).length > 0) && (
        <li>{t('What readers left there goes with it.')}</li>
      )}
      {losses.some(({ shared }) => shared) && (
        <li>
          {t('It is deleted for those who made it with you, too. Each is mailed, and who asked for it.')}
        </li>
      )}
    </ul>
  )
}

/** Ways that leave it to its readers. Never for a draft, which has none. */
function Instead({ losses }: Pick<DeleteProps, 'losses'>): Child {
  const [only] = losses
  if (!only || losses.length > 1 || only.kept) return null
  const leaving = only.shared && (
    <li>
      <a href={href(routes.leaveWork, { workId: only.id })}>{t('Take only your own name off it')}</a>
      <span class="hint">{t('It stays with those who made it with you.')}</span>
    </li>
  )
  const giving = !only.unposted && (
    <li>
      <a href={href(routes.orphanWork, { workId: only.id })}>{t('Give it up')}</a>
      <span class="hint">{t('It stays with its readers, and belongs to nobody.')}</span>
    </li>
  )
  if (!leaving && !giving) return null
  return (
    <section class="instead">
      <h3 class="heading">{t('Instead')}</h3>
      <ul>
        {leaving}
        {giving}
      </ul>
    </section>
  )
}
