import { routes } from '../../routes.ts'
import { Csrf, Field } from '../../web/form.tsx'
import { count, day, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { KeepJoiningProps } from './keep-joining-page.tsx'

/** Who waits, and when the next are sent. */
export function QueueSection(props: KeepJoiningProps) {
  const { waiting, dueAt, first } = props.view.queue
  return (
    <section aria-labelledby="queue">
      <h3 class="ruled" id="queue">
        {t('The queue for invitations')} <small class="n">{count(waiting)}</small>
      </h3>
      <p>
        {dueAt
          ? sayWith('The next invitations are sent on {date}.', {
              date: (
                <time datetime={dueAt.toISOString()}>
                  {day(dueAt)} <bdi dir="ltr">{dueAt.toISOString().slice(11, 16)} UTC</bdi>
                </time>
              ),
            })
          : t('Nothing is sent by itself: people join in another way, or the number above is 0.')}
      </p>
      {first.length > 0 && (
        <ul class="waiting">
          {first.map(({ place, email, askedAt }) => (
            <li>
              <span class="n">{count(place)}</span> <bdi dir="ltr">{email}</bdi>{' '}
              <time datetime={askedAt.toISOString()}>{day(askedAt)}</time>
            </li>
          ))}
        </ul>
      )}
      {waiting > 0 && <SendNow {...props} />}
    </section>
  )
}

const SendNow = ({ page, sent }: KeepJoiningProps) => (
  <form class="one-line" method="post" action={routes.keepJoining}>
    <Csrf page={page} />
    <Field
      name="sends"
      label={t('Send at once to so many')}
      value={sent.typed.sends ?? ''}
      fault={sent.faults.sends}
      needed="of-course"
      autocomplete="off"
      maxlength={4}
    />
    <button type="submit" name="deed" value="send">
      {t('Send')}
    </button>
  </form>
)
