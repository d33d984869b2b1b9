// Passkeys: a button[data-passkey] asks the browser for one and sends what it says with its form. Without script the
// button is not shown, and the passphrase does the same.
import './webauthn.js'

const { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, startRegistration } =
  globalThis.SimpleWebAuthnBrowser

for (const button of document.querySelectorAll('button[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue
  const fault = document.getElementById(button.getAttribute('aria-describedby') ?? '')
  button.hidden = false

  const send = (answer) => {
    button.form.elements.answer.value = JSON.stringify(answer)
    button.form.requestSubmit(button)
  }

  button.addEventListener('click', async (event) => {
    // The second click is ours: it sends the answer.
    if (button.form.elements.answer.value !== '') return
    event.preventDefault()
    if (!button.formNoValidate && !button.form.reportValidity()) return
    if (fault) fault.hidden = true
    try {
      send(
        button.dataset.passkey === 'make'
          ? await startRegistration({ optionsJSON: JSON.parse(button.dataset.options) })
          : await startAuthentication({ optionsJSON: await asked(button) }),
      )
    } catch {
      // Turned away, or too late: said beside the button, and tried again by another click.
      if (fault) fault.hidden = false
    }
  })

  // The browser offers passkeys in the name's field, where it can.
  const field = document.querySelector('input[autocomplete~="webauthn"]')
  if (field && button.dataset.passkey === 'show' && (await browserSupportsWebAuthnAutofill()))
    asked(button)
      .then((optionsJSON) => startAuthentication({ optionsJSON, useBrowserAutofill: true }))
      .then(send, () => undefined)
}

// Coming back with the browser's own button must not send an old answer.
window.addEventListener('pageshow', () => {
  for (const { form } of document.querySelectorAll('button[data-passkey]')) form.elements.answer.value = ''
})

async function asked(button) {
  const answer = await fetch(button.dataset.options, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error('no challenge')
  return answer.json()
}
