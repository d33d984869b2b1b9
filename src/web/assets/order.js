// A list whose order is given by numbers: <ol data-order data-grip="Move">, in each entry a field with its number. With
// this script an entry is dragged by its grip, or moved with the arrow keys there; the numbers follow. Without it they
// are typed.
for (const list of document.querySelectorAll('[data-order]')) {
  for (const entry of list.children) addGrip(list, entry)
}

function addGrip(list, entry) {
  const grip = document.createElement('button')
  const label = document.createElement('span')
  label.className = 'said'
  label.textContent = `${list.dataset.grip} ${entry.querySelector('.what')?.textContent ?? ''}`
  grip.type = 'button'
  grip.className = 'grip'
  const dots = document.createElement('span')
  dots.setAttribute('aria-hidden', 'true')
  dots.textContent = '⠿'
  grip.append(dots, label)
  entry.prepend(grip)

  grip.addEventListener('keydown', (event) => {
    const other =
      event.key === 'ArrowUp'
        ? entry.previousElementSibling
        : event.key === 'ArrowDown' && entry.nextElementSibling
    if (!other) return
    event.preventDefault()
    if (event.key === 'ArrowUp') other.before(entry)
    else other.after(entry)
    number(list)
    grip.focus()
  })

  grip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    grip.focus()
    grip.setPointerCapture(event.pointerId)
    entry.classList.add('dragged')
  })
  grip.addEventListener('pointermove', ({ clientY }) => {
    if (!entry.classList.contains('dragged')) return
    const { top, bottom } = entry.getBoundingClientRect()
    // The others move around it: an entry taken out of the list, even for a moment, would lose the pointer.
    for (const other of list.children) {
      const box = other.getBoundingClientRect()
      const middle = (box.top + box.bottom) / 2
      if (box.top < top && clientY < middle) entry.after(other)
      else if (box.bottom > bottom && clientY > middle) entry.before(other)
      else continue
      return number(list)
    }
  })
  for (const end of ['pointerup', 'pointercancel'])
    grip.addEventListener(end, () => entry.classList.remove('dragged'))
}

/** From one on, in the order they stand in. */
function number(list) {
  for (const [at, entry] of [...list.children].entries()) {
    const field = entry.querySelector('input[inputmode=numeric]')
    if (field) field.value = String(at + 1)
  }
}
