import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { type ChoosableWork, ownLanguage } from '../works/index.ts'

interface ChooseProps {
  readonly page: Page
  readonly owner: Member
  readonly works: readonly ChoosableWork[]
  readonly fault: string | undefined
}

/** Which works: each once, under its first fandom. */
export function ChooseWorksPage({ page, owner, works, fault }: ChooseProps) {
  const groups = Map.groupBy(works, ({ fandoms }) => fandoms[0] ?? '')
  const sorted = [...groups].toSorted(([a], [b]) => a.localeCompare(b))
  return (
    <OwnPage
      page={page}
      title={t('Many works at once')}
      lead={t(
        'Choose works; then say what shall change in all of them. Nothing changes before you have seen what would.',
      )}
    >
      <ErrorSummary faults={{ work: fault }} />
      {works.length === 0 ? (
        <p>{t('There is no work of yours to change.')}</p>
      ) : (
        <form method="post" action={href(routes.chooseWorks, { name: owner.name })} id="f-work">
          <Csrf page={page} />
          {sorted.map(([fandom, of]) => (
            <fieldset class="field many">
              <legend class="ruled">{fandom ? <bdi>{fandom}</bdi> : t('No fandom yet')}</legend>
              {of.map((work) => (
                <Choice work={work} />
              ))}
            </fieldset>
          ))}
          <div class="actions save-bar">
            <button type="submit" class="first" name="as" value="edit">
              {t('Change them')}
            </button>
            <button type="submit" class="grave" name="as" value="delete">
              {t('Delete them')}
            </button>
            <a href={href(routes.orphan, { name: owner.name })}>{t('Give works up')}</a>
          </div>
        </form>
      )}
    </OwnPage>
  )
}

const Choice = ({ work }: { readonly work: ChoosableWork }) => (
  <label class="choice">
    <input type="checkbox" name="work" value={work.id} />
    <span>
      <span {...ownLanguage(work.language)}>{work.title}</span>
      {work.standing !== 'posted' && <span class="hint"> {STANDINGS[work.standing]()}</span>}
    </span>
  </label>
)

const STANDINGS = {
  draft: () => t('Draft'),
  scheduled: () => t('waits for its hour'),
  hidden: () => t('Hidden by a moderator'),
} as const
