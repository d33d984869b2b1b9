import { href, routes } from '../routes.ts'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { OpenedForm } from './manuscript-restore.ts'

/**
 * For `<form method="post" {...keptAs(page, opened)}>`: where the script keeps what is typed, and whose it is. Sent in
 * parts: five million letters are read in 20 ms, as `%XX` in 300.
 */
export const keptAs = (page: Page, { key, place }: Pick<OpenedForm, 'key' | 'place'>) => ({
  enctype: 'multipart/form-data' as const,
  'data-keep': href(routes.manuscript, { key }),
  'data-part': place.part,
  'data-work': String(place.workId ?? ''),
  'data-chapter': String(place.chapterId ?? ''),
  'data-account': page.actor.type === 'member' ? page.actor.name : '',
})

/** The script puts it there. */
const TIME = { time: '{time}' }

/** Beside the buttons: when it was kept last. Empty until the script has something to say. */
export function KeepLine() {
  return (
    <p
      class="keep-line hint"
      role="status"
      aria-live="polite"
      data-saved={t('Saved {time}', TIME)}
      data-here={t('Not saved: no connection. Kept in this browser.')}
      data-out={t('Not saved: nobody is logged in any more. Kept in this browser; log in in another tab.')}
      data-elsewhere={t('This form is also open in another window, with other words. Both are kept.')}
      data-newer={t('What was typed in this browser at {time} and not sent is safe now.', TIME)}
      data-open={t('Show it')}
      data-refused={t('Not saved: too much is kept already. Throw something away, or save this now.')}
      data-large={t('Not saved on the way: this is too long for that. Save it, or take a part out.')}
      data-gone={t('Not saved: this cannot be changed from here any more. Kept in this browser.')}
      data-lost={t('Not saved anywhere: copy the text before you leave.')}
    />
  )
}
