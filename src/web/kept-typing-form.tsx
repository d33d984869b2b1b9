import { routes } from '../routes.ts'
import { fieldName } from './field-names.ts'
import { Csrf } from './form.tsx'
import { type GivenFields, isLong } from './kept-typing.ts'
import type { Page } from './page.ts'
import { t } from './say.ts'

interface TypedAgainProps {
  readonly page: Page
  readonly fields: GivenFields
  /** Whoever typed it is logged in no more. */
  readonly loggedOut: boolean
}

/** What was typed, to be sent again as it is: nothing of it is in an address, and no cache keeps the page. */
export function TypedAgain({ page, fields, loggedOut }: TypedAgainProps) {
  const all = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, value: one })),
  )
  const long = all.filter(({ value }) => isLong(value))
  return (
    <form
      class="typed-again"
      method="post"
      action={page.path}
      enctype="multipart/form-data"
      data-again={page.csrf}
    >
      <Csrf page={page} />
      {all
        .filter(({ value }) => !isLong(value))
        .map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
      <p class="actions">
        {loggedOut && (
          <a class="button" href={routes.login} target="_blank" rel="noopener">
            {t('Log in, in another tab')}
          </a>
        )}
        <button type="submit" class="first">
          {t('Send it again')}
        </button>
      </p>
      {long.map((field, at) => (
        <LongField {...field} at={at} />
      ))}
    </form>
  )
}

function LongField({
  name,
  value,
  at,
}: {
  readonly name: string
  readonly value: string
  readonly at: number
}) {
  const id = `given-${at}`
  return (
    <div class="field">
      <label for={id}>{fieldName(name) ?? t('What you typed')}</label>
      <textarea id={id} name={name} rows={name === 'body' ? 16 : 4} dir="auto" autocomplete="off">
        {/* A text area drops the first line end: this is the one it drops. */}
        {`\n${value}`}
      </textarea>
    </div>
  )
}
