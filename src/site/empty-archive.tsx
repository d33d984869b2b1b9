import { href, routes } from '../routes.ts'
import { Icon, Rulings } from '../web/icons.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'

interface EmptyArchiveProps {
  readonly page: Page
  readonly about: string
}

/** The front page before the first work: what would be here, and the ways to begin. */
export function EmptyArchive({ page, about }: EmptyArchiveProps) {
  return (
    <div class="blank">
      <div>
        <h3 class="heading">{t('The shelves are up; nothing stands on them yet')}</h3>
        <p>
          {about ||
            t('Here will be an opening from a work, the newest works, and every fandom with its count.')}
        </p>
        {page.actor.type === 'member' ? (
          <Begin owner={page.actor.role === 'owner'} />
        ) : (
          <Outside page={page} />
        )}
      </div>
      <Rulings />
    </div>
  )
}

function Begin({ owner }: { readonly owner: boolean }) {
  return (
    <>
      <div class="actions">
        <a class="button first" href={routes.importForm}>
          <Icon name="upload" />
          {t('Bring works in')}
        </a>
      </div>
      <p class="hint">
        {t(
          'Downloads from Archive of Our Own and other EPUB and HTML files: any number at once, of any year.',
        )}
      </p>
      {owner && <NextSteps />}
    </>
  )
}

/** What an owner does first, each step one page. */
const NextSteps = () => (
  <section class="next-steps" aria-labelledby="next-steps">
    <h4 id="next-steps">{t('Before others come')}</h4>
    <ul>
      <li>
        <a href={routes.keepJoining}>{t('Say who may join')}</a>{' '}
        <span class="hint">{t('Nobody may, until you do.')}</span>
      </li>
      <li>
        <a href={routes.keepArchive}>{t('Write what it is about, its rules and what it keeps')}</a>
      </li>
      <li>
        <a href={routes.security}>{t('Make your own account safe')}</a>{' '}
        <span class="hint">{t('With a passkey or a second step: an owner can do everything.')}</span>
      </li>
      <li>
        {sayWith(
          'Or look around first: stop the archive, start it with {command}, and a small archive worth reading stands here.',
          { command: <code dir="ltr">bin/start --sample</code> },
        )}
      </li>
    </ul>
  </section>
)

function Outside({ page }: { readonly page: Page }) {
  return (
    <>
      <div class="actions">
        {page.joining === 'open' && (
          <a class="button first" href={routes.join}>
            {t('Join')}
          </a>
        )}
        <a class="button" href={href(routes.login, {}, { back: page.path })} rel="nofollow">
          {t('Log in')}
        </a>
      </div>
      <p class="hint">{t('Members can bring works in; whatever they make public appears here.')}</p>
    </>
  )
}
