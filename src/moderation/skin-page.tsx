import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { DecisionList } from './decision-list.tsx'
import type { ModeratedSkin } from './judge-skin.ts'

interface ModeratedSkinProps {
  readonly page: Page
  readonly found: ModeratedSkin
  readonly sent: Sent<'reason'>
}

/** Where a moderator lets everybody wear a skin, or nobody but its maker, and reads what was decided about it. */
export const ModeratedSkinPage = ({ page, found, sent }: ModeratedSkinProps) => (
  <KeepPage page={page} title={t('Decide about this skin')} lead={<Lead found={found} />}>
    {found.skin.standing === 'own' ? (
      <p>{t('It is its maker’s alone, and nobody else sees it.')}</p>
    ) : (
      <JudgeForm page={page} found={found} sent={sent} />
    )}
    <h3 class="ruled">{t('What was decided')}</h3>
    <DecisionList decisions={found.decisions} />
  </KeepPage>
)

/** What it is called is its maker's own again once it is theirs alone. */
function Lead({ found: { skin } }: Pick<ModeratedSkinProps, 'found'>) {
  const by = (
    <a href={href(routes.adminPerson, { name: skin.by })}>
      <bdi>{skin.by}</bdi>
    </a>
  )
  if (skin.standing === 'own') return <>{sayWith('Skin {id}, made by {name}', { id: skin.id, name: by })}</>
  const title = (
    <a href={href(routes.skin, { skinId: skin.id }, skin.kind === 'site' ? { site_skin: skin.id } : {})}>
      <bdi>{skin.title}</bdi>
    </a>
  )
  return <>{sayWith('{title}, made by {name}', { title, name: by })}</>
}

function JudgeForm({ page, found: { skin }, sent }: ModeratedSkinProps) {
  const offered = skin.standing === 'offered'
  return (
    <form method="post" action={href(routes.adminSkin, { skinId: skin.id })}>
      <Csrf page={page} />
      <input type="hidden" name="seen" value={skin.mark} />
      <ErrorSummary faults={sent.faults} />
      <p>
        {offered
          ? t('Its maker offers it to everybody. Look at it before you decide.')
          : t('Everybody may wear it.')}
      </p>
      <Field
        name="reason"
        label={t('Why')}
        hint={
          offered
            ? t('Its maker is told this, in these words. It is needed where the skin stays theirs alone.')
            : t('Its maker is told this, in these words.')
        }
        rows={4}
        maxlength={2000}
        value={sent.typed.reason}
        fault={sent.faults.reason}
      />
      <div class="actions">{offered ? <Offered /> : <Approved />}</div>
    </form>
  )
}

const Offered = () => (
  <>
    <button type="submit" class="first" name="deed" value="approve">
      {t('Let everybody wear it')}
    </button>
    <button type="submit" name="deed" value="decline">
      {t('Leave it theirs alone')}
    </button>
  </>
)

const Approved = () => (
  <button type="submit" class="grave" name="deed" value="withdraw">
    {t('Take it back from everybody')}
  </button>
)
