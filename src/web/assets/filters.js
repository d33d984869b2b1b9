// Filters: ticking one way of asking takes off the others; the button says how many works there would be; "more" opens
// over the list. Without it the same form is sent by its button, and "more" is a page.
const PAUSE = 300

/** The address the form would lead to, without what is empty. */
function addressOf(form, add = []) {
  const query = new URLSearchParams()
  for (const [name, value] of [...new FormData(form), ...add]) if (value !== '') query.append(name, value)
  const text = query.toString()
  return text ? `${form.action}?${text}` : form.action
}

const read = async (address, signal) => {
  const answer = await fetch(address, { signal, headers: { accept: 'text/html' } })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** Waits until nothing has changed for a moment, then asks; whoever asked before is called off. */
function asker() {
  let timer
  let control
  return (ask, pause = PAUSE) => {
    clearTimeout(timer)
    control?.abort()
    control = new AbortController()
    const { signal } = control
    timer = setTimeout(() => ask(signal).catch((fault) => fault.name === 'AbortError' || told(fault)), pause)
  }
}

// Away for a moment: the form still goes without us.
const told = (fault) => console.debug('filters:', fault.message)

/** Asked for in one way at most. */
function onlyOneWay(box) {
  if (!box.checked || !box.closest('.tri')) return
  for (const other of box.closest('.tri').querySelectorAll('input')) if (other !== box) other.checked = false
}

for (const form of document.querySelectorAll('form[data-filters]')) start(form)

function start(form) {
  const button = form.querySelector('button[data-says]')
  const plain = button?.textContent
  const soon = asker()

  const recount = () =>
    soon(async (signal) => {
      const sent = form.querySelector('input[name="facet"]')
      const page = await read(
        sent ? addressOf(form).replace(/([?&])facet=[^&]*/g, '$1') : addressOf(form),
        signal,
      )
      say(page.querySelector('form[data-filters] button[data-says]')?.dataset.says ?? plain)
    })

  const say = (words) => {
    button.textContent = words
    const status = button.parentElement.querySelector('[role="status"]')
    if (status) status.textContent = words
  }

  form.addEventListener('change', (event) => {
    onlyOneWay(event.target)
    if (button) recount()
  })
  form.addEventListener('input', (event) => {
    if (button && event.target.matches('input:not([type="checkbox"], [type="radio"], [name="facet_q"])'))
      recount()
  })
  // An address holds only what is asked.
  form.addEventListener('formdata', ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const said = formData.getAll(name).filter((value) => value !== '')
      if (name === 'facet' && formData.getAll(name).at(-1) === '') said.length = 0
      formData.delete(name)
      for (const value of said) formData.append(name, value)
    }
  })
  if (form.id === 'work-filters') startList(form)
}

function startList(form) {
  rememberOpen(form)
  form.addEventListener('click', (event) => {
    const more = event.target.closest('a[data-more]')
    const set = event.target.closest('a[data-set]')
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    if (more) {
      event.preventDefault()
      openMore(form, more)
    } else if (set) {
      event.preventDefault()
      narrow(form, set.dataset.set)
    }
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && form.matches(':target') && !document.querySelector('dialog[open]')) {
      location.hash = '#works'
      document.querySelector('.to-filters a')?.focus()
    }
  })
}

/** A bar of a chart: the list with it, and with all that is ticked and not sent yet. */
function narrow(form, set) {
  const [name, value] = [set.slice(0, set.indexOf('=')), set.slice(set.indexOf('=') + 1)]
  const to = new URL(addressOf(form))
  for (const one of [name, `${name}_from`, `${name}_to`]) to.searchParams.delete(one)
  if (value) to.searchParams.set(name, value)
  location.assign(to)
}

/** Groups stay as they were unfolded while somebody looks through a list. */
function rememberOpen(form) {
  const key = 'filters-open'
  let kept = {}
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? '{}')
  } catch {
    // Storage is shut: nothing is remembered.
  }
  for (const group of form.querySelectorAll('details[data-kind]')) {
    const { kind } = group.dataset
    if (kind in kept) group.open = kept[kind] || group.querySelector('input:checked') !== null
    group.addEventListener('toggle', () => {
      kept[kind] = group.open
      try {
        sessionStorage.setItem(key, JSON.stringify(kept))
      } catch {
        // As above.
      }
    })
  }
}

/** All values of a facet over the list; what is ticked there is ticked in the list's form. */
function openMore(form, link) {
  const kind = link.dataset.more
  const sheet = document.createElement('dialog')
  sheet.className = 'facet-sheet'
  const soon = asker()
  let asked = []
  const address = () => addressOf(form, [['facet', kind], ...asked])

  const show = async (signal) => {
    const page = await read(address(), signal)
    const facet = page.querySelector('#facet-values')
    if (!facet) return location.assign(address())
    if (sheet.open) {
      sheet.querySelector('.found').replaceWith(document.adoptNode(facet.querySelector('.found')))
      sheet.querySelector('[role="status"]').textContent = sheet.querySelector('.found').dataset.says
      return
    }
    sheet.replaceChildren(headOf(page, form), document.adoptNode(facet))
    dress(sheet)
    document.body.append(sheet)
    sheet.showModal()
    sheet.querySelector('#facet-q').focus()
  }

  const dress = () => {
    for (const hidden of sheet.querySelectorAll('input[type="hidden"], .foot, script')) hidden.remove()
    sheet.setAttribute('aria-labelledby', 'facet-sheet-head')
    sheet.addEventListener('submit', (event) => {
      event.preventDefault()
      const { submitter } = event
      asked = [['facet_q', sheet.querySelector('#facet-q').value]]
      if (submitter?.name === 'facet_page') asked.push(['facet_page', submitter.value])
      soon(async (signal) => {
        await show(signal)
        sheet.scrollTo({ top: 0 })
      }, 0)
    })
    sheet.addEventListener('input', (event) => {
      if (event.target.name !== 'facet_q') return
      asked = [['facet_q', event.target.value]]
      soon(show)
    })
    sheet.addEventListener('change', (event) => {
      onlyOneWay(event.target)
      if (event.target.closest('.tri')) carry(event.target.closest('li'), form, kind)
    })
    sheet.addEventListener('click', (event) => {
      if (event.target.closest('.close')) sheet.close()
    })
    sheet.addEventListener('close', () => {
      sheet.remove()
      link.focus()
    })
  }
  soon(show, 0)
}

/** The sheet's head: the name of the kind, and the way out in the words of the list's own. */
function headOf(page, form) {
  const head = document.createElement('div')
  head.className = 'head'
  const name = page.querySelector('.page-head h2')
  name.id = 'facet-sheet-head'
  const out = document.createElement('button')
  out.type = 'button'
  out.className = 'close'
  out.replaceChildren(...form.querySelector('.head .close').cloneNode(true).childNodes)
  const status = document.createElement('p')
  status.className = 'said'
  status.setAttribute('role', 'status')
  head.append(document.adoptNode(name), out, status)
  return head
}

/** A row of the sheet as the list's form has it: there already, or first in its group. */
function carry(row, form, kind) {
  const { value } = row.querySelector('input')
  const rows = form.querySelector(`details[data-kind="${kind}"] ul.facet`)
  let own = [...rows.children].find((one) => one.querySelector('input').value === value)
  if (!own) {
    own = row.cloneNode(true)
    rows.prepend(own)
    for (const one of own.querySelectorAll('[id]')) one.id = `more-${one.id}`
    const group = own.querySelector('[aria-labelledby]')
    group.setAttribute('aria-labelledby', group.getAttribute('aria-labelledby').replace(/\S+/g, 'more-$&'))
  }
  const boxes = own.querySelectorAll('input')
  row.querySelectorAll('input').forEach((box, at) => {
    boxes[at].checked = box.checked
  })
  form.dispatchEvent(new Event('change', { bubbles: true }))
}
