// The import form: files may be dropped on it, are listed before they go, and each shows how far it is.
// Without it the file field and the button do the same. One request carries all files, in order, so the
// bytes sent so far tell which file is on its way.
const form = document.querySelector('form[data-import]')
if (form) start(form)

function start(form) {
  const field = form.querySelector('input[type="file"]')
  const drop = form.querySelector('.drop')
  const list = form.querySelector('[data-sending]')
  const words = form.dataset
  /** @type {File[]} */
  let files = []

  const put = (chosen) => {
    const hand = new DataTransfer()
    for (const file of chosen) hand.items.add(file)
    files = [...chosen]
    field.files = hand.files
    list.replaceChildren(...files.map((file) => row(file)))
    list.hidden = files.length === 0
  }

  const add = (more) => {
    const known = new Set(files.map(nameAndSize))
    put([...files, ...[...more].filter((file) => !known.has(nameAndSize(file)))])
  }

  const row = (file) => {
    const item = document.createElement('li')
    const name = document.createElement('span')
    const written = document.createElement('bdi')
    written.textContent = file.name
    name.append(written)
    const size = document.createElement('span')
    size.className = 'n'
    size.textContent = sizeOf(file.size)
    const remove = document.createElement('button')
    remove.type = 'button'
    remove.textContent = words.remove
    remove.setAttribute('aria-label', words.removeNamed.replace('%', file.name))
    remove.addEventListener('click', () => {
      put(files.filter((one) => one !== file))
      field.focus()
    })
    item.append(name, size, remove)
    return item
  }

  field.addEventListener('change', () => {
    // A second choice adds to the first: people gather files from several folders.
    add(field.files)
  })

  for (const kind of ['dragenter', 'dragover']) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault()
      drop.classList.add('over')
    })
  }
  drop.addEventListener('dragleave', (event) => {
    if (!drop.contains(event.relatedTarget)) drop.classList.remove('over')
  })
  drop.addEventListener('drop', (event) => {
    event.preventDefault()
    drop.classList.remove('over')
    if (event.dataTransfer) add(event.dataTransfer.files)
  })

  form.addEventListener('submit', (event) => {
    if (files.length === 0) return
    event.preventDefault()
    send(form, files, list)
  })
}

function send(form, files, list) {
  const buttons = form.querySelectorAll('button')
  for (const button of buttons) button.disabled = true
  const bars = [...list.children].map((item, at) => {
    item.querySelector('button')?.remove()
    const bar = document.createElement('progress')
    bar.max = Math.max(1, files[at].size)
    bar.value = 0
    bar.setAttribute('aria-label', files[at].name)
    item.append(bar)
    return bar
  })

  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.responseType = 'document'
  request.upload.addEventListener('progress', (event) => {
    // What is not files (names, boundaries) stands before and between; spread it away.
    let sent = event.loaded * (files.reduce((sum, file) => sum + file.size, 0) / event.total)
    for (const bar of bars) {
      bar.value = Math.max(0, Math.min(bar.max, sent))
      sent -= bar.max
    }
  })
  request.addEventListener('load', () => {
    if (request.status < 400) {
      location.assign(request.responseURL)
      return
    }
    const page = request.response?.querySelector('main')
    if (!page) return failed()
    document.querySelector('main')?.replaceWith(document.adoptNode(page))
    document.querySelector('main')?.focus()
    const again = document.querySelector('form[data-import]')
    if (again) start(again)
  })
  const failed = () => {
    for (const button of buttons) button.disabled = false
    const line = document.createElement('li')
    line.className = 'fault'
    line.setAttribute('role', 'alert')
    line.textContent = form.dataset.failed
    list.append(line)
  }
  request.addEventListener('error', failed)
  request.send(new FormData(form))
}

const nameAndSize = (file) => `${file.name}\n${file.size}\n${file.lastModified}`

function sizeOf(bytes) {
  const [unit, amount] = bytes < 1e6 ? ['kilobyte', Math.max(0.1, bytes / 1e3)] : ['megabyte', bytes / 1e6]
  const format = { style: 'unit', unit, maximumFractionDigits: amount < 10 ? 1 : 0 }
  return new Intl.NumberFormat(document.documentElement.lang, format).format(amount)
}
