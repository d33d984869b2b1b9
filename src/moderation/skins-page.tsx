import { href, routes } from '../routes.ts'
import { type JudgedListed, previewHref } from '../skins/index.ts'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'

interface SkinsProps {
  readonly page: Page
  readonly skins: readonly JudgedListed[]
}

/** For the moderators: what waits, and what everybody may wear. */
export function KeepSkinsPage({ page, skins }: SkinsProps) {
  const of = (standing: string) => skins.filter((skin) => skin.standing === standing)
  return (
    <KeepPage
      page={page}
      title={t('Skins')}
      lead={t('Members offer skins; everybody may wear those that you let through. Look at each first.')}
    >
      <Part title={t('Offered')} skins={of('offered')} />
      <Part title={t('For everybody')} skins={of('approved')} />
    </KeepPage>
  )
}

const Part = ({ title, skins }: { readonly title: string; readonly skins: readonly JudgedListed[] }) => (
  <section class="part">
    <h3 class="ruled">{title}</h3>
    {skins.length === 0 ? (
      <p>{t('None.')}</p>
    ) : (
      <ul class="skins">
        {skins.map((skin) => (
          <Entry skin={skin} />
        ))}
      </ul>
    )}
  </section>
)

const Entry = ({ skin }: { readonly skin: JudgedListed }) => (
  <li>
    <h4>
      <a href={previewHref(skin)}>
        <bdi>{skin.title}</bdi>
      </a>
    </h4>
    <p class="kind">
      {skin.kind === 'work' ? t('Work skin') : t('Site skin')} ·{' '}
      {sayWith('Made by {name}', {
        name: <a href={href(routes.adminPerson, { name: skin.by })}>{skin.by}</a>,
      })}
    </p>
    {skin.about && (
      <p class="skin-about" dir="auto">
        {skin.about}
      </p>
    )}
    <p class="actions">
      <a class="button" href={href(routes.adminSkin, { skinId: skin.id })}>
        {t('Decide')}
        <span class="said">
          {' '}
          <bdi>{skin.title}</bdi>
        </span>
      </a>
    </p>
  </li>
)
