import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import type { Distance } from './keep-away.ts'

interface ConfirmPageProps {
  readonly page: Page
  readonly how: Distance
  /** The names of the two accounts. */
  readonly own: string
  readonly other: string
}

/** What follows from blocking or muting somebody, and what does not. */
export function ConfirmPage({ page, how, own, other }: ConfirmPageProps) {
  const action = how === 'block' ? href(routes.blocked, { name: own }) : href(routes.muted, { name: own })
  const title = how === 'block' ? t('Block {name}?', { name: other }) : t('Mute {name}?', { name: other })
  return (
    <OwnPage page={page} title={title}>
      <ul class="consequences">
        {(how === 'block' ? ofBlocking() : ofMuting()).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <form method="post" action={action}>
        <Csrf page={page} />
        <p class="actions">
          <button type="submit" class="first" name="add" value={other}>
            {how === 'block' ? t('Block them') : t('Mute them')}
          </button>
          <a class="button" href={href(routes.user, { name: other })}>
            {t('Leave it')}
          </a>
        </p>
      </form>
    </OwnPage>
  )
}

const ofBlocking = (): string[] => [
  t('They can no longer leave kudos or comments on your works, answer your comments, or give you works.'),
  t('You still meet their works in lists. To meet them no more, mute them too.'),
  t('They can still read what is public, and they are not told.'),
]

const ofMuting = (): string[] => [
  t('Their works and series leave every list, count and search of yours, and nobody else’s.'),
  t('What they post without their name stays where it is.'),
  t('They can still read and answer you. To keep them from that, block them too.'),
  t('Their pages still open by their address, and they are not told.'),
]
