import { href, routes } from '../../routes.ts'
import { Csrf, Field } from '../../web/form.tsx'
import { day, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { RequestShown } from './joining-view.ts'
import type { KeepJoiningProps } from './keep-joining-page.tsx'

/** What members ask for. */
export function Requests(props: KeepJoiningProps) {
  const { requests } = props.view
  if (requests.length === 0) return null
  return (
    <section aria-labelledby="requests">
      <h3 class="ruled" id="requests">
        {t('Members ask for invitations')}
      </h3>
      <ul class="invitations">
        {requests.map((request) => (
          <Request {...props} request={request} />
        ))}
      </ul>
    </section>
  )
}

function Request({ page, sent, request }: KeepJoiningProps & { readonly request: RequestShown }) {
  const { id, name, wanted, reason, askedAt, unused } = request
  const field = `granted-${id}`
  const who = (
    <a href={href(routes.user, { name })}>
      <bdi>{name}</bdi>
    </a>
  )
  return (
    <li>
      <h4>
        {sayWith('{who} asks for {n, plural, one {# invitation} other {# invitations}}', { who, n: wanted })}
      </h4>
      <p class="hint">
        <time datetime={askedAt.toISOString()}>{day(askedAt)}</time>
        {t(', ')}
        {t('{n, plural, =0 {none} one {# unused} other {# unused}} so far', { n: unused })}
      </p>
      <p class="said-by" dir="auto">
        {reason}
      </p>
      <form class="one-line" method="post" action={routes.keepJoining}>
        <Csrf page={page} />
        <input type="hidden" name="id" value={id} />
        <Field
          name={field}
          label={t('How many')}
          value={sent.typed[field] ?? String(wanted)}
          fault={sent.faults[field]}
          autocomplete="off"
          maxlength={3}
        />
        <button type="submit" name="deed" value="grant">
          {t('Give them')}
        </button>
        <button type="submit" name="deed" value="refuse">
          {t('Give none')}
        </button>
      </form>
    </li>
  )
}
