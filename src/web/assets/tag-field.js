// Tags of a work's form: each name in a field with commas becomes a slip, which can be taken out, dragged by its grip,
// or moved with the arrow keys there. The field itself stays in the form, hidden, and holds what the slips say; names
// are offered by complete.js. Beside them stands what the archive knows of a name. Without this script: commas.
const words = JSON.parse(document.querySelector('script[data-tag-words]').dataset.tagWords)
const SEPARATOR = /[,，、]/
const fold = (name) => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
const fields = [...document.querySelectorAll('.tag-field')].map(bind)
count()
// A page that comes back, by the browser's button, comes with what was typed.
addEventListener('pageshow', () => {
  for (const field of fields) field.read()
})

function bind(place) {
  const kind = place.dataset.tags
  const kept = place.querySelector('textarea')
  const list = element('ul', {
    class: 'slips',
    'aria-label': place.querySelector('label').firstChild.textContent.trim(),
  })
  const input = element('input', {
    id: kept.id,
    dir: 'auto',
    'data-complete': kind,
    autocomplete: 'off',
    enterkeyhint: 'enter',
  })
  const near = element('div', { class: 'tag-hints' })
  const status = element('div', { role: 'status', class: 'said' })
  for (const name of ['aria-describedby', 'aria-invalid']) {
    if (kept.hasAttribute(name)) input.setAttribute(name, kept.getAttribute(name))
  }
  if (kept.required) input.setAttribute('aria-required', 'true')
  kept.required = false
  kept.removeAttribute('id')
  kept.hidden = true
  kept.before(list, input, near)
  place.append(status)
  place.classList.add('with-slips')

  const names = () => [...list.children].map((slip) => slip.dataset.name)

  const write = () => {
    list.hidden = list.children.length === 0
    kept.value = [...names(), input.value.trim()].filter(Boolean).join(', ')
    count()
  }
  const changed = () => {
    write()
    kept.dispatchEvent(new Event('input', { bubbles: true }))
  }

  const add = (text, before = null) => {
    const prefix = `${kind}:`
    const name = text.trim().replace(/\s+/g, ' ')
    const bare = name.startsWith(prefix) ? name.slice(prefix.length) : name
    if (!bare || names().some((one) => fold(one) === fold(bare))) return
    const slip = slipOf(bare)
    list.insertBefore(slip, before)
    void look(slip)
  }

  const read = () => {
    list.replaceChildren()
    near.replaceChildren()
    input.value = ''
    for (const name of kept.value.split(SEPARATOR)) add(name)
    write()
  }

  const take = (all) => {
    const parts = input.value.split(SEPARATOR)
    const rest = all ? '' : parts.pop()
    for (const name of parts) add(name)
    input.value = rest.trimStart()
    changed()
  }

  const remove = (slip) => {
    const next = slip.nextElementSibling ?? slip.previousElementSibling
    near.querySelector(`[data-of="${CSS.escape(slip.dataset.name)}"]`)?.remove()
    slip.remove()
    changed()
    status.textContent = said(words.removed, { name: slip.dataset.name })
    const on = next?.querySelector('.remove') ?? input
    on.focus()
  }

  const move = (slip, other, after) => {
    if (!other || other === slip) return
    if (after) other.after(slip)
    else other.before(slip)
    changed()
    const at = names().indexOf(slip.dataset.name) + 1
    status.textContent = said(words.moved, { name: slip.dataset.name, at, all: list.children.length })
  }

  const slipOf = (name) => {
    const item = element('li', { class: `slip ${kind}`, 'data-name': name })
    const grip = button('grip', said(words.move, { name }), '⠿')
    const out = button('remove', said(words.remove, { name }), '×')
    const text = element('bdi', {})
    text.textContent = name
    item.append(grip, text, out)
    out.addEventListener('click', () => remove(item))
    grip.addEventListener('keydown', (event) => byKey(event, item, grip))
    dragged(grip, item)
    return item
  }

  const byKey = (event, slip, grip) => {
    const ahead = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = ahead === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    const last = list.lastElementChild
    const steps = {
      [ahead]: [slip.nextElementSibling, true],
      ArrowDown: [slip.nextElementSibling, true],
      [back]: [slip.previousElementSibling, false],
      ArrowUp: [slip.previousElementSibling, false],
      Home: [list.firstElementChild, false],
      End: [last, true],
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      return remove(slip)
    }
    if (!steps[event.key]) return
    event.preventDefault()
    move(slip, ...steps[event.key])
    grip.focus()
  }

  const dragged = (grip, slip) => {
    grip.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      grip.focus()
      grip.setPointerCapture(event.pointerId)
      slip.classList.add('dragged')
    })
    grip.addEventListener('pointermove', ({ clientX, clientY }) => {
      if (!slip.classList.contains('dragged')) return
      const other = document.elementFromPoint(clientX, clientY)?.closest('.slip')
      if (!other || other === slip || other.parentElement !== list) return
      const follows = slip.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
      move(slip, other, Boolean(follows))
    })
    for (const end of ['pointerup', 'pointercancel'])
      grip.addEventListener(end, () => slip.classList.remove('dragged'))
  }

  /** What the archive knows of a name: its own tag, a synonym, nothing yet, or one that is nearly it. */
  const look = async (slip) => {
    const { name } = slip.dataset
    const exact = await offers(kind, name)
    const own = exact?.find((offer) => fold(offer.name) === fold(name))
    if (!exact || own || !slip.isConnected) return
    const synonym = exact.find((offer) => offer.by && fold(offer.by) === fold(name))
    if (synonym) return hint(slip, textOf(said(words.synonym, { name, of: synonym.name })))
    const letters = [...name]
    const begun = letters.slice(0, Math.max(3, Math.ceil(letters.length / 3))).join('')
    const close = (await offers(kind, begun))?.find((offer) => isClose(offer.name, name))
    if (!slip.isConnected) return
    if (close) return hint(slip, ...meant(slip, close.name))
    const fresh = element('small', {})
    fresh.textContent = words.fresh
    slip.querySelector('bdi').after(fresh)
  }

  const hint = (slip, ...parts) => {
    const line = element('p', { class: 'hint', 'data-of': slip.dataset.name })
    line.append(...parts)
    near.querySelector(`[data-of="${CSS.escape(slip.dataset.name)}"]`)?.remove()
    near.append(line)
  }

  const meant = (slip, name) => {
    const swap = element('button', { type: 'button', class: 'word' })
    swap.textContent = name
    swap.addEventListener('click', () => {
      near.querySelector(`[data-of="${CSS.escape(slip.dataset.name)}"]`)?.remove()
      add(name, slip)
      slip.remove()
      changed()
      input.focus()
    })
    const [before, after] = said(words.meant, { name: slip.dataset.name, of: '\uE000' }).split('\uE000')
    return [textOf(before), swap, textOf(after)]
  }

  input.addEventListener('input', (event) => {
    if (event.isComposing) return
    if (SEPARATOR.test(input.value)) take(false)
    else changed()
  })
  input.addEventListener('compositionend', () => {
    if (SEPARATOR.test(input.value)) take(false)
  })
  // complete.js puts the chosen name and a comma there.
  input.addEventListener('change', () => {
    if (SEPARATOR.test(input.value)) take(false)
  })
  input.addEventListener('blur', () => take(true))
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return
    if (event.key === 'Enter') {
      if (input.hasAttribute('aria-activedescendant')) return
      event.preventDefault()
      take(true)
    } else if (event.key === 'Backspace' && !input.value && list.lastElementChild) {
      event.preventDefault()
      const last = list.lastElementChild
      input.value = last.dataset.name
      near.querySelector(`[data-of="${CSS.escape(last.dataset.name)}"]`)?.remove()
      last.remove()
      changed()
    }
  })
  read()
  return { read, many: () => names().length }
}

/** How many tags of all kinds there are, beside how many there may be. */
function count() {
  const shown = document.querySelector('[data-tag-count]')
  if (!shown) return
  const all = [...document.querySelectorAll('.tag-field textarea')]
  shown.textContent = String(
    all.flatMap(({ value }) => value.split(SEPARATOR)).filter((name) => name.trim()).length,
  )
}

async function offers(kind, term) {
  try {
    const answer = await fetch(`/autocomplete/${kind}?${new URLSearchParams({ term })}`)
    return answer.ok ? await answer.json() : undefined
  } catch {
    // Away for a moment: nothing is said of the name.
    return undefined
  }
}

/** One or two letters apart, in names long enough for that to be a slip of the finger. */
function isClose(one, other) {
  const [a, b] = [[...fold(one)], [...fold(other)]]
  const most = Math.min(2, Math.floor(b.length / 4))
  if (most === 0 || Math.abs(a.length - b.length) > most) return false
  let row = b.map((_, at) => at + 1)
  for (let i = 0; i < a.length; i++) {
    let [corner, left] = [i, i + 1]
    row = row.map((above, at) => {
      const least = Math.min(left + 1, above + 1, corner + (a[i] === b[at] ? 0 : 1))
      corner = above
      left = least
      return least
    })
  }
  return row.at(-1) <= most
}

function said(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}

function textOf(text) {
  return document.createTextNode(text)
}

function button(kind, label, sign) {
  const made = element('button', { type: 'button', class: kind })
  const shown = element('span', { 'aria-hidden': 'true' })
  const spoken = element('span', { class: 'said' })
  shown.textContent = sign
  spoken.textContent = label
  made.append(shown, spoken)
  return made
}

function element(tag, attributes) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
