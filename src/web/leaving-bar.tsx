import { routes } from '../routes.ts'
import { Csrf } from './form.tsx'
import { NoticeBox } from './notice.tsx'
import type { Page } from './page.ts'
import { day, t } from './say.ts'

/** On every page of somebody who wants to go: until when, and how to stay. */
export function LeavingBar({ page }: { readonly page: Page }) {
  if (!page.leavesAt) return null
  return (
    <NoticeBox kind="note">
      <p>
        {t('Your account will be deleted on {date}. Until then nothing is gone.', {
          date: day(page.leavesAt),
        })}
      </p>
      <form method="post" action={routes.leave}>
        <Csrf page={page} />
        <button type="submit" name="deed" value="stay">
          {t('Stay after all')}
        </button>
      </form>
    </NoticeBox>
  )
}
