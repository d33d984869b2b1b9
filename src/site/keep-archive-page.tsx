import { routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { type ArchiveField, TEXT_LIMITS } from './archive-texts.ts'

interface KeepArchiveProps {
  readonly page: Page
  readonly sent: Sent<ArchiveField>
}

/** What the archive is called, what it says of itself, its rules and what it keeps of people. */
export const KeepArchivePage = ({ page, sent }: KeepArchiveProps) => (
  <KeepPage
    page={page}
    title={t('Name, rules and privacy')}
    lead={t('Everybody can read this, and whoever joins agrees to the rules.')}
  >
    <form class="keeping" method="post" action={routes.keepArchive}>
      <Csrf page={page} />
      <ErrorSummary faults={sent.faults} />
      <Field name="name" label={t('Name')} needed="of-course" {...field('name', sent)} />
      <Field
        name="about"
        label={t('One sentence about it')}
        hint={t('Stands on the front page; search engines show it too.')}
        {...field('about', sent)}
      />
      <Field name="rules" label={t('Rules')} rows={12} hint={longHint()} {...field('rules', sent)} />
      <Field
        name="privacy"
        label={t('Privacy')}
        rows={8}
        hint={t(
          'Who keeps this archive and where, how to reach them, and what you keep beside what the program does, which is written under your words.',
        )}
        {...field('privacy', sent)}
      />
      <div class="actions">
        <button type="submit" class="first">
          {t('Save')}
        </button>
        <a href={routes.rules}>{t('The rules as others see them')}</a>
      </div>
    </form>
  </KeepPage>
)

const field = (name: ArchiveField, { typed, faults }: Sent<ArchiveField>) => ({
  ...{ value: typed[name], fault: faults[name], autocomplete: 'off' },
  ...(name === 'name' || name === 'about' ? { maxlength: TEXT_LIMITS[name] } : {}),
})

const longHint = (): string =>
  t('Plain words, or HTML. At most {n, number} characters. What is empty is not shown.', {
    n: TEXT_LIMITS.rules,
  })

export const archiveFault = (field: ArchiveField, typed: string): string =>
  field === 'name' && !typed.trim()
    ? t('The archive needs a name.')
    : t('This is longer than {n, number} characters. Shorten it; nothing is lost.', {
        n: TEXT_LIMITS[field],
      })
