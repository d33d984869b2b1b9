// Copies an address or a snippet. Without this file both can be selected and copied by hand.
for (const button of document.querySelectorAll('[data-copies]')) {
  const field = document.getElementById(button.dataset.copies)
  const said = button.parentElement.querySelector('[role="status"]')
  button.parentElement.hidden = false
  field.addEventListener('focus', () => field.select())
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value)
      said.textContent = said.dataset.copied
    } catch {
      // The browser keeps its clipboard to itself (no https, or not allowed): then it is one key for the reader.
      field.focus()
      field.select()
      said.textContent = said.dataset.selected
    }
  })
}
