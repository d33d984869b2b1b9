import { routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { DoorPage } from './joining/door-page.tsx'

interface LogoutPageProps {
  readonly page: Page
  /** A path of this archive to go on to. */
  readonly back: string
}

/** A link that was followed must not log anybody out: the button does. */
export function LogoutPage({ page, back }: LogoutPageProps) {
  const { actor } = page
  return (
    <DoorPage page={page} title={t('Log out?')}>
      {actor.type === 'member' && (
        <p>{sayWith('This browser is logged in as {name}.', { name: <bdi>{actor.name}</bdi> })}</p>
      )}
      <form method="post" action={routes.logout}>
        <Csrf page={page} />
        <input type="hidden" name="back" value={back} />
        <div class="actions">
          <button type="submit" class="first">
            {t('Log out')}
          </button>
          <a class="button" href={back}>
            {t('Stay')}
          </a>
        </div>
      </form>
    </DoorPage>
  )
}
