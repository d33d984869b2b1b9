import { href, routes } from '../../routes.ts'
import { Csrf, Field } from '../../web/form.tsx'
import { count, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { signupAt } from './invitation-mails.ts'
import type { InvitationShown } from './joining-view.ts'
import type { KeepJoiningProps } from './keep-joining-page.tsx'

/** Every invitation, or those whose code, giver, address or new member holds what was typed. */
export function InvitationsFound(props: KeepJoiningProps) {
  const { found, foundInAll, unused, sought } = props.view
  return (
    <section aria-labelledby="all-invitations">
      <h3 class="ruled" id="all-invitations">
        {t('Invitations')} <small class="n">{count(foundInAll)}</small>
      </h3>
      <p>{t('{n, plural, =0 {None is} one {# is} other {# are}} unused.', { n: unused })}</p>
      <form class="one-line" action={routes.keepJoining}>
        <Field
          name="q"
          type="search"
          label={t('Part of a code, a name or an address')}
          value={sought}
          autocomplete="off"
        />
        <button type="submit">{t('Search')}</button>
      </form>
      {found.length > 0 ? (
        <ul class="invitations">
          {found.map((one) => (
            <Found {...props} one={one} />
          ))}
        </ul>
      ) : (
        <p>{sought === '' ? t('None was made yet.') : t('Nothing here holds that.')}</p>
      )}
      {found.length < foundInAll && (
        <p class="hint">{t('The newest {n, number} are shown.', { n: found.length })}</p>
      )}
    </section>
  )
}

const Found = ({ page, baseUrl, one }: KeepJoiningProps & { readonly one: InvitationShown }) => (
  <li>
    <h4>
      {one.used ? (
        <span class="address" dir="ltr">
          {one.code}
        </span>
      ) : (
        <a class="address" dir="ltr" href={signupAt(baseUrl, one.code)} rel="nofollow">
          {one.code}
        </a>
      )}
    </h4>
    <p class="hint">
      {whose(one)}
      {one.sentTo !== null && (
        <>
          {t(', ')}
          {sayWith('mailed to {to}', { to: <bdi dir="ltr">{one.sentTo}</bdi> })}
        </>
      )}
      {t(', ')}
      {used(one)}
    </p>
    {!one.used && (
      <form method="post" action={routes.keepJoining}>
        <Csrf page={page} />
        <input type="hidden" name="id" value={one.id} />
        <button type="submit" name="deed" value="remove">
          {t('Withdraw')}
          <span class="said"> {one.code}</span>
        </button>
      </form>
    )}
  </li>
)

const whose = ({ of }: InvitationShown) =>
  of === null ? t('the archive’s own') : sayWith('given by {name}', { name: person(of) })

const used = ({ used, usedBy }: InvitationShown) => {
  if (!used) return t('not used')
  return usedBy === null ? t('used') : sayWith('used by {name}', { name: person(usedBy) })
}

const person = (name: string) => (
  <a href={href(routes.user, { name })}>
    <bdi>{name}</bdi>
  </a>
)
