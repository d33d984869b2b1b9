// Forms with data-keep are kept while they are typed into: on the server, under the form's own key; and in this browser
// while there is no connection, until it is back. Other scripts tell of a change with an `input` event on the form.
const AFTER = 2000
const AT_MOST = 5000
// A page that is still here so long after it was sent did not reach anybody.
const STUCK = 20_000
// How long a form waits for what of it is just being kept, so that the two do not overtake each other.
const UNDER_WAY = 3000
// What browsers send while a page is being left.
const BEACON = 60_000
// Sent more seldom.
const LONG = 1_000_000
const STORE = 'typing:'
const CONTROLS = 'csrf as kept base stood key part work chapter account names age'.split(' ')
const forms = [...document.querySelectorAll('form[data-keep]')]
const account = document.documentElement.dataset.account ?? forms[0]?.dataset.account ?? ''
const kept = forms.map(watch)

// What is left from before is looked at once the page stands, and whenever the connection comes back.
if (account) {
  void sendLeft()
  addEventListener('online', () => {
    for (const one of kept) void one.keep(true)
    void sendLeft()
  })
}
for (const again of document.querySelectorAll('form[data-again]'))
  document.addEventListener('visibilitychange', () => void freshToken(again))
// Whoever sits here next must not read it: everything is sent before its writer is gone.
for (const out of document.querySelectorAll('form[action="/users/logout"]'))
  out.addEventListener('submit', async (event) => {
    event.preventDefault()
    await Promise.all(kept.map((one) => one.keep(true)))
    await sendLeft()
    out.submit()
  })

function watch(form) {
  const line = form.querySelector('.keep-line')
  let timer = 0
  let first = 0
  let sending = null
  let dirty = false
  let submitted = false
  let done = textOf(entryOf(form))

  const say = (word, values = {}) => {
    if (line) line.replaceChildren(...worded(line.dataset[word] ?? '', values))
  }
  const changed = () => {
    if (submitted) return
    dirty = true
    const now = Date.now()
    first ||= now
    clearTimeout(timer)
    const most = done.length > LONG ? 6 * AT_MOST : AT_MOST
    timer = setTimeout(keep, Math.max(0, Math.min(AFTER, first + most - now)))
  }
  const keep = async (surely = false) => {
    clearTimeout(timer)
    if (!(dirty || surely) || sending || submitted) return
    const entry = entryOf(form)
    dirty = false
    first = 0
    if (textOf(entry) === done) return
    sending = send(entry).then((answer) => submitted || settle(entry, answer))
    await sending
    sending = null
    if (dirty) changed()
  }
  const settle = async (entry, answer) => {
    const { status, said } = answer
    if (status === 200) {
      done = textOf(entry)
      adopt(entry.key, said.version)
      localStorage.removeItem(STORE + entry.key)
      return say('saved', { time: clock(said.keptAt) })
    }
    if (status === 409 || status === 410) {
      // Another window keeps other words under this key: these are kept under one of their own.
      renew(form)
      say('elsewhere')
      dirty = true
      return
    }
    const here = hold(entry)
    if (status === 413) return say('large')
    dirty = true
    if (status === 0 || status >= 500) setTimeout(changed, AT_MOST)
    if (status === 403 && (await freshToken(form))) return changed()
    const words = { 401: 'out', 403: 'out', 404: 'gone', 422: 'refused' }
    say(here ? (words[status] ?? 'here') : 'lost')
  }
  // The page may be gone at once: what is short is sent without waiting, and what is long waits here for the next page.
  const leave = () => {
    const entry = entryOf(form)
    if (submitted || textOf(entry) === done) return
    const body = bodyOf(entry)
    hold(entry)
    if (navigator.onLine && new Blob([textOf(entry)]).size < BEACON)
      navigator.sendBeacon(address(entry.key), body)
  }

  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('focusout', () => void keep())
  form.addEventListener('submit', (event) => {
    if (sending && !event.defaultPrevented) {
      event.preventDefault()
      const patience = new Promise((done) => setTimeout(done, UNDER_WAY))
      return void Promise.race([sending, patience]).then(() => {
        sending = null
        form.requestSubmit(event.submitter)
      })
    }
    // Until the next page knows that it was saved, it is held here.
    submitted = true
    hold({ ...entryOf(form), sent: true })
    setTimeout(() => (submitted = false), event.defaultPrevented ? 0 : STUCK)
  })
  addEventListener('pagehide', leave)
  addEventListener('pageshow', (event) => {
    if (event.persisted) submitted = false
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep()
  })
  return { form, keep, say }
}

// What this browser holds from before: sent, unless it was saved, and shown to be there where its form is open.
async function sendLeft() {
  for (const [name, entry] of entries()) {
    const open = kept.find(({ form }) => samePlace(form.dataset, entry))
    const same = open && textOf(entryOf(open.form)) === textOf(entry)
    const own = open && control(open.form, 'key')?.value === entry.key
    if (own && same) entry.kept = control(open.form, 'kept').value || '0'
    const asked = entry.sent ? await ask(entry.key) : { saved: false }
    if (!asked) continue
    const answer = asked.saved ? { status: 410 } : await sendAnyhow(entry)
    if (answer.status !== 200 && answer.status !== 410) continue
    localStorage.removeItem(name)
    if (answer.status === 410) continue
    if (!own || same) adopt(entry.key, answer.said.version)
    if (open && !same) open.say('newer', { time: clock(answer.said.keptAt), open: address(entry.key) })
  }
}

// Where another window keeps other words under this key: under one of its own.
async function sendAnyhow(entry) {
  const answer = await send(entry)
  if (answer.status !== 409) return answer
  entry.key = newKey()
  entry.kept = '0'
  return send(entry)
}

function entryOf(form) {
  const data = new FormData(form)
  const names = [...new Set([...form.elements].filter(isTyped).map(({ name }) => name))]
  return {
    fields: [...data].filter(([name, value]) => typeof value === 'string' && names.includes(name)),
    names: names.join(','),
    key: data.get('key') ?? '',
    base: data.get('base') ?? '',
    kept: data.get('kept') || '0',
    stood: data.get('stood') ?? '',
    part: form.dataset.part ?? 'work',
    work: form.dataset.work ?? '',
    chapter: form.dataset.chapter ?? '',
    csrf: data.get('csrf') ?? '',
    at: Date.now(),
    account,
  }
}

function isTyped({ name, type }) {
  return (
    name && !CONTROLS.includes(name) && !['password', 'file', 'submit', 'button', 'fieldset'].includes(type)
  )
}

function textOf({ fields }) {
  return JSON.stringify(fields)
}

function bodyOf(entry) {
  const body = new FormData()
  for (const [name, value] of entry.fields) body.append(name, value)
  for (const name of ['names', 'key', 'base', 'kept', 'stood', 'part', 'work', 'chapter', 'account'])
    body.append(name, entry[name] ?? '')
  body.append('csrf', document.querySelector('input[name="csrf"]')?.value ?? entry.csrf)
  body.append('age', String(Math.max(0, Date.now() - entry.at)))
  return body
}

async function send(entry) {
  try {
    const headers = { accept: 'application/json' }
    const answer = await fetch(address(entry.key), { method: 'POST', headers, body: bodyOf(entry) })
    return { status: answer.status, said: await answer.json() }
  } catch {
    return { status: 0, said: {} }
  }
}

async function ask(key) {
  try {
    const answer = await fetch(address(key), { headers: { accept: 'application/json' } })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}

// After logging in again elsewhere, this page's token is of the session before: the new one, if it is the same account.
async function freshToken(form) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch('/settings/reading')).text(), 'text/html')
    const csrf = page.querySelector('input[name="csrf"]')?.value
    const same = !account || page.documentElement.dataset.account === account
    const field = control(form, 'csrf')
    if (!csrf || !same || !field || field.value === csrf) return false
    for (const one of document.querySelectorAll('input[name="csrf"]')) one.value = csrf
    return true
  } catch {
    return false
  }
}

function address(key) {
  return `/manuscripts/${key}`
}

function control(form, name) {
  return form.querySelector(`input[name="${name}"]`)
}

function samePlace({ part = 'work', work = '', chapter = '' }, entry) {
  return part === entry.part && work === entry.work && chapter === entry.chapter
}

// Every form on the page with this key, a preview's too, goes on from this version.
function adopt(key, version) {
  for (const field of document.querySelectorAll('input[name="key"]')) {
    const known = field.form && control(field.form, 'kept')
    if (field.value === key && known) known.value = version
  }
}

function renew(form) {
  const key = newKey()
  control(form, 'key').value = key
  control(form, 'kept').value = '0'
  form.dataset.keep = address(key)
}

// `crypto.randomUUID` is for https alone; archives at home may have none.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function hold(entry) {
  try {
    localStorage.setItem(STORE + entry.key, JSON.stringify(entry))
    return true
  } catch {
    return false
  }
}

function entries() {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(STORE))
    .map((name) => [name, JSON.parse(localStorage.getItem(name))])
    .filter(([, entry]) => entry.account === account)
}

function clock(iso) {
  return new Date(iso).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
  })
}

// A sentence with the time in it, and what can be opened from there.
function worded(sentence, { time = '', open }) {
  const said = [sentence.replace('{time}', time)]
  if (open) {
    const link = document.createElement('a')
    link.href = open
    link.textContent = document.querySelector('.keep-line')?.dataset.open ?? ''
    said.push(' ', link)
  }
  return said
}
