import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { LONGEST_PROFILE_TEXT, LONGEST_PROFILE_TITLE, type ProfileFault } from './profile.ts'

interface ProfileFormProps {
  readonly page: Page
  readonly sent: Sent<'title' | 'text'>
}

export function ProfileForm({ page, sent: { typed, faults } }: ProfileFormProps) {
  const name = page.actor.type === 'member' ? page.actor.name : ''
  return (
    <OwnPage
      page={page}
      title={t('Your profile')}
      lead={t('Everyone can read it. Your e-mail address is never shown.')}
    >
      <ErrorSummary faults={faults} />
      <form method="post" action={href(routes.profileEdit, { name })}>
        <Csrf page={page} />
        <Field name="title" label={t('Title')} value={typed.title} fault={faults.title} autocomplete="off" />
        <Field
          name="text"
          label={t('About you')}
          value={typed.text}
          rows={12}
          hint={t('Plain words, or HTML. At most {n, number} characters. What is empty is not shown.', {
            n: LONGEST_PROFILE_TEXT,
          })}
          fault={faults.text}
        />
        <p class="actions">
          <button type="submit" class="first">
            {t('Save profile')}
          </button>
          <a href={href(routes.profile, { name })}>{t('As others see it')}</a>
        </p>
      </form>
    </OwnPage>
  )
}

export const profileFaults = (fault: ProfileFault): Readonly<Partial<Record<'title' | 'text', string>>> =>
  fault === 'long-title'
    ? { title: t('A title has at most {n} characters.', { n: LONGEST_PROFILE_TITLE }) }
    : {
        text: t('This is longer than {n, number} characters. Shorten it; nothing is lost.', {
          n: LONGEST_PROFILE_TEXT,
        }),
      }
