import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import type { StandTo } from './keep-away.ts'

interface KeepAwayProps {
  readonly page: Page
  /** Whose page this is. */
  readonly name: string
  readonly distance: StandTo
}

/** On another person's page: how one stands to them, and the way to change it. */
export function KeepAway({ page, name, distance: { blocked, muted } }: KeepAwayProps) {
  if (page.actor.type === 'guest') return null
  const own = page.actor.name
  return (
    <div class="keep-away-bar">
      {muted && (
        <Note
          page={page}
          action={href(routes.muted, { name: own })}
          says={t('You have muted {name}. Their works are in none of your lists.', { name })}
          name={name}
          deed={t('Unmute')}
        />
      )}
      {blocked && (
        <Note
          page={page}
          action={href(routes.blocked, { name: own })}
          says={t('You have blocked {name}. They cannot reach you.', { name })}
          name={name}
          deed={t('Unblock')}
        />
      )}
      <p class="actions">
        {!muted && (
          <a class="button" href={href(routes.mutePerson, { name: own }, { muted_id: name })} rel="nofollow">
            {t('Mute')}
          </a>
        )}
        {!blocked && (
          <a
            class="button"
            href={href(routes.blockPerson, { name: own }, { blocked_id: name })}
            rel="nofollow"
          >
            {t('Block')}
          </a>
        )}
      </p>
    </div>
  )
}

interface NoteProps {
  readonly page: Page
  readonly action: string
  readonly says: string
  readonly name: string
  readonly deed: string
}

const Note = ({ page, action, says, name, deed }: NoteProps) => (
  <NoticeBox kind="note">
    <form method="post" action={action}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={page.path} />
      <p>{says}</p>
      <p class="actions">
        <button type="submit" name="remove" value={name}>
          {deed}
        </button>
      </p>
    </form>
  </NoticeBox>
)
