// Fields that offer names while one types: <input data-complete="tag"> asks /autocomplete/tag. The pattern is ARIA's
// combobox with a listbox. Several names stand in a field with commas between them; the one at the caret is completed.
// Without this script it is a plain field.
const words = JSON.parse(document.querySelector('script[data-complete-words]').dataset.completeWords)
const PAUSE = 120
const SEPARATOR = /[,，、]/
const count = new Intl.NumberFormat(document.documentElement.lang)
const plural = new Intl.PluralRules(document.documentElement.lang)
let made = 0

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLInputElement && target.dataset.complete && !target.hasAttribute('aria-controls'))
    bind(target)
})
for (const field of document.querySelectorAll('input[data-complete]'))
  if (field === document.activeElement) bind(field)

function bind(field) {
  const id = `complete-${++made}`
  const list = element('div', {
    id,
    role: 'listbox',
    class: 'completions',
    hidden: '',
    'aria-label': words.list,
  })
  const status = element('div', { role: 'status', class: 'said' })
  const settings = {
    role: 'combobox',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id,
  }
  for (const [name, value] of Object.entries(settings)) field.setAttribute(name, value)
  field.parentElement.classList.add('completed')
  field.after(list, status)

  let asked
  let timer
  let offers = []
  let at = -1

  const close = () => {
    clearTimeout(timer)
    asked?.abort()
    offers = []
    mark(-1)
    list.hidden = true
    field.setAttribute('aria-expanded', 'false')
  }

  const mark = (next) => {
    at = next
    for (const [i, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(i === at))
    const option = list.children[at]
    if (option) {
      field.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else field.removeAttribute('aria-activedescendant')
  }

  const show = (found) => {
    offers = found
    list.replaceChildren(...found.map((offer, i) => optionOf(offer, `${id}-${i}`)))
    list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight}px`
    list.hidden = found.length === 0
    list.scrollTop = 0
    field.setAttribute('aria-expanded', String(found.length > 0))
    mark(-1)
    status.textContent = words.found[Math.min(found.length, words.found.length - 1)]
  }

  const ask = async () => {
    const { term } = partAt(field)
    asked?.abort()
    if (!term) return close()
    asked = new AbortController()
    const { signal } = asked
    const query = new URLSearchParams({ term })
    for (const fandom of fandomsChosen(field)) query.append('within', fandom)
    try {
      const answer = await fetch(`/autocomplete/${field.dataset.complete}?${query}`, { signal })
      if (!answer.ok) return close()
      const found = await answer.json()
      if (!signal.aborted && document.activeElement === field) show(found)
    } catch {
      // Typed on, or away for a moment: the field stays a plain one.
    }
  }

  const choose = (offer) => {
    const { before, after } = partAt(field)
    const start = before ? `${before.trimEnd()} ${offer.value}, ` : `${offer.value}, `
    field.value = start + after.trimStart()
    field.setSelectionRange(start.length, start.length)
    close()
    status.textContent = offer.name
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer)
    if (!event.isComposing) timer = setTimeout(ask, PAUSE)
  })
  field.addEventListener('compositionend', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
  field.addEventListener('blur', close)
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) return void ask()
      // Past either end stands the field itself.
      const places = offers.length + 1
      mark(((at + 1 + (event.key === 'ArrowDown' ? 1 : -1) + places) % places) - 1)
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault()
      choose(offers[at])
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  })
  // The field keeps the focus while a finger or the mouse is on the list.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) choose(offers[[...list.children].indexOf(option)])
  })
}

/** The name at the caret, with what stands before and after it. */
function partAt(field) {
  const { value } = field
  const caret = field.selectionStart ?? value.length
  let start = caret
  let end = caret
  while (start > 0 && !SEPARATOR.test(value[start - 1])) start--
  while (end < value.length && !SEPARATOR.test(value[end])) end++
  const after = value.slice(end).replace(/^[,，、]/, '')
  return { before: value.slice(0, start), term: value.slice(start, end).trim(), after }
}

/** What the same form wants of fandoms: those ticked among the filters, and those in a field of their own. */
function fandomsChosen(field) {
  if (!field.form || field.dataset.complete === 'fandom') return []
  const chosen = []
  for (const [name, value] of new FormData(field.form)) {
    if (name === 'tag' && String(value).startsWith('fandom:')) chosen.push(String(value))
  }
  for (const other of field.form.querySelectorAll('input[data-complete=fandom], textarea[name=fandom]')) {
    chosen.push(...other.value.split(SEPARATOR).map((name) => name.trim()))
  }
  return chosen.filter(Boolean).slice(0, 10)
}

function optionOf(offer, id) {
  const option = element('div', { id, role: 'option', 'aria-selected': 'false' })
  const name = element('span', { class: 'name' })
  name.append(textIn('bdi', offer.name))
  if (offer.by) {
    const by = element('small', {})
    by.append(textIn('bdi', offer.by))
    name.append(' ', by)
  }
  const works = element('span', { class: 'n' })
  works.append(
    count.format(offer.count),
    textIn('span', ` ${words.works[plural.select(offer.count)]}`, 'said'),
  )
  option.append(name, ' ', works)
  return option
}

function textIn(tag, text, kind) {
  const made = element(tag, kind ? { class: kind } : {})
  made.textContent = text
  return made
}

function element(tag, attributes) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
