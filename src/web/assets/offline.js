// Keeping works for reading without a network: the button on a work and on a list, and the page of what is kept.
import { canKeep, dropAll, dropWork, keepWork, keptWork, keptWorks } from './offline-kept.js'

const words = document.getElementById('offline-words')?.dataset ?? {}
const say = (sentence, values = {}) =>
  (sentence ?? '').replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
const locale = document.documentElement.lang
const sizeOf = (bytes) => {
  const units = ['kilobyte', 'megabyte', 'gigabyte']
  const step = bytes < 1e6 ? 0 : bytes < 1e9 ? 1 : 2
  const many = bytes / 1_000 ** (step + 1)
  const maximumFractionDigits = many < 10 ? 1 : 0
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[step], maximumFractionDigits }).format(
    many,
  )
}
const dayOf = (at) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at))

if (document.body.dataset.keptAt) sayKept(document.body.dataset.keptAt)
if (canKeep) {
  for (const button of document.querySelectorAll('button[data-keep-offline]')) await offerWork(button)
  for (const box of document.querySelectorAll('.keep-offline-list')) offerList(box)
  const list = document.getElementById('kept-works')
  if (list) {
    // The worker gives this page in place of any that it cannot have.
    document.getElementById('kept-away').hidden = location.pathname === '/offline'
    await showKept(list)
  }
} else {
  const cannot = document.getElementById('kept-cannot')
  if (cannot) cannot.hidden = false
}

/** A page that the worker gave: what it is, and from when. */
function sayKept(at) {
  const bar = document.createElement('p')
  bar.className = 'kept-bar'
  bar.setAttribute('role', 'status')
  const others = document.createElement('a')
  others.href = '/offline'
  others.textContent = words.others
  bar.append(say(words.shown, { when: dayOf(at) }), ' ', others)
  document.getElementById('main')?.prepend(bar)
  // What is sent would get nowhere; and what is removed now cannot be fetched again.
  const idle = '#main form [type="submit"], button[data-keep-offline]'
  for (const button of document.querySelectorAll(idle)) button.disabled = true
}

async function offerWork(button) {
  showKeeping(button, await keptWork(button.dataset.keepOffline))
  button.closest('li').hidden = false
  button.addEventListener('click', async () => {
    const said = button.querySelector('span')
    button.disabled = true
    said.textContent = words.keeping
    try {
      showKeeping(button, await keepOrDrop(button.dataset.keepOffline))
    } catch {
      said.textContent = words.failed
    }
    button.disabled = false
    button.focus()
  })
}

function showKeeping(button, kept) {
  button.setAttribute('aria-pressed', String(Boolean(kept)))
  button.querySelector('span').textContent = kept ? words.kept : words.keep
  button.title = kept ? say(words.since, { when: dayOf(kept.at), size: sizeOf(kept.bytes) }) : ''
}

/** Answers what is kept of it then. */
async function keepOrDrop(work) {
  if (await keptWork(work)) return void (await dropWork(work))
  const { facts } = await keepWork(work)
  await navigator.storage?.persist?.()
  return facts
}

/** Every work of a list, this page's and those after it, one by one; stopped by the same button. */
function offerList(box) {
  const button = box.querySelector('button')
  const said = button.querySelector('span')
  let going = false
  box.hidden = false
  button.addEventListener('click', async () => {
    if (going) {
      going = false
      return
    }
    going = true
    said.textContent = words.stop
    const all = await worksOn(document, Number(box.dataset.keepList))
    await keepAll(all, box, () => going)
    going = false
    said.textContent = words.keepList
  })
}

async function keepAll(all, box, going) {
  const [line, bar] = [box.querySelector('.said-so'), box.querySelector('progress')]
  bar.hidden = false
  bar.max = Math.max(1, all.length)
  let [kept, failed] = [0, 0]
  for (const work of all) {
    if (!going()) break
    await keepWork(work).then(
      () => kept++,
      () => failed++,
    )
    bar.value = kept + failed
    line.textContent = say(words.progress, { n: kept, all: all.length })
  }
  if (kept) await navigator.storage?.persist?.()
  bar.hidden = true
  line.textContent = say(failed ? words.someFailed : words.allKept, { n: kept, failed })
}

async function worksOn(page, most) {
  const found = [...page.querySelectorAll('li.work.blurb[id^="work_"]')].map(({ id }) => id.slice(5))
  const next = page.querySelector('.pagination a[rel="next"]')?.getAttribute('href')
  // Without a network this page's are all there are.
  const answer = next && found.length < most && (await fetch(next).catch(() => null))
  if (!answer) return found.slice(0, most)
  const more = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return [...found, ...(await worksOn(more, most - found.length))]
}

/** The page of what is kept. */
async function showKept(list) {
  const works = await keptWorks()
  document.getElementById('kept-none').hidden = works.length > 0
  document.getElementById('kept-some').hidden = works.length === 0
  list.replaceChildren(...works.map(entryOf))
  const bytes = works.reduce((sum, one) => sum + one.bytes, 0)
  const { quota = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {}
  document.getElementById('kept-size').textContent = say(quota ? words.room : words.size, {
    ...{ n: works.length, size: sizeOf(bytes), room: sizeOf(quota) },
  })
  document.getElementById('kept-renew').onclick = () => renewAll(works, list)
  document.getElementById('kept-drop').onclick = async () => {
    await dropAll()
    await showKept(list)
  }
}

function entryOf(facts) {
  const entry = document.getElementById('kept-entry').content.firstElementChild.cloneNode(true)
  const link = entry.querySelector('a')
  link.href = `/works/${facts.work}?view_full_work=true`
  link.textContent = facts.title
  entry.querySelector('.by').textContent = facts.by
  entry.querySelector('.facts').textContent = say(words.entry, {
    ...{ words: facts.words, size: sizeOf(facts.bytes), when: dayOf(facts.at) },
  })
  const button = entry.querySelector('button')
  button.setAttribute('aria-label', say(words.removeNamed, { title: facts.title }))
  button.addEventListener('click', async () => {
    await dropWork(facts.work)
    await showKept(entry.parentElement)
    document.querySelector('#kept-works button, #kept-none a')?.focus()
  })
  return entry
}

async function renewAll(works, list) {
  const line = document.getElementById('kept-said')
  let [newer, gone] = [0, 0]
  for (const [n, { work }] of works.entries()) {
    line.textContent = say(words.checking, { n: n + 1, all: works.length })
    await keepWork(work).then(
      (kept) => {
        if (kept.newer) newer++
      },
      () => gone++,
    )
  }
  await showKept(list)
  line.textContent = say(gone ? words.checkedSome : words.checked, { newer, gone })
}
