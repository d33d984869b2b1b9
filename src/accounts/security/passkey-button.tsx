import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { t } from '../../web/say.ts'

interface PasskeyButtonProps {
  /** Where what the browser says is sent, with the fields of the form it stands in. */
  readonly action: string
  /** To make a passkey: what the browser needs for it. Without, one is shown. */
  readonly make?: string
  readonly children: Child
}

/** Shown by web/assets/passkeys.js, where the browser has passkeys. */
export function PasskeyButton({ action, make, children }: PasskeyButtonProps) {
  return (
    <>
      <input type="hidden" name="answer" value="" />
      <button
        type="submit"
        formaction={action}
        formnovalidate={make === undefined}
        hidden
        class={make === undefined ? undefined : 'first'}
        data-passkey={make === undefined ? 'show' : 'make'}
        data-options={make ?? routes.passkeyLogin}
        aria-describedby="passkey-fault"
      >
        {children}
      </button>
      <p class="fault" id="passkey-fault" role="alert" hidden>
        {make === undefined
          ? t('The browser showed no passkey. Try again, or use the passphrase.')
          : t('The browser made no passkey. It may have one for this account already; else try again.')}
      </p>
    </>
  )
}
