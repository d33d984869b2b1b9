// Reading settings: shows each choice at once. Without it the form is the same, seen after "Keep".
const form = document.querySelector('form[data-comfort]')
if (form) {
  const root = document.documentElement
  const usual = JSON.parse(form.dataset.comfort)
  const show = () => {
    const chosen = new FormData(form)
    for (const [name, value] of Object.entries(usual)) {
      const wish = chosen.get(name)
      if (wish === null || wish === String(value)) delete root.dataset[name]
      else root.dataset[name] = wish
    }
  }
  form.addEventListener('change', show)
  // Coming back with the browser's own button restores what was ticked: show that too.
  window.addEventListener('pageshow', show)
}
