// What is kept on this device for reading without a network: a cache of whole works as their pages were, each with
// a line of facts. Filled by choice alone (offline.js), shown on /offline, answered by the service worker.
import { fetchFiles } from './offline-files.js'

const KEPT = 'palimpsest-kept'
const factsAt = (work) => `/offline/${work}.json`
const pageAt = (work) => `/works/${work}?view_full_work=true`

/** Not in every private window, nor everywhere where cookies are refused: there even the asking fails. */
export const canKeep =
  'serviceWorker' in navigator &&
  'caches' in window &&
  (await caches.has(KEPT).then(
    () => true,
    () => false,
  ))

export async function keptWorks() {
  if (!(await caches.has(KEPT))) return []
  const cache = await caches.open(KEPT)
  const found = []
  for (const { url } of await cache.keys())
    if (/\/offline\/\d+\.json$/.test(url)) found.push(await (await cache.match(url)).json())
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}

export async function keptWork(work) {
  if (!(await caches.has(KEPT))) return undefined
  const cache = await caches.open(KEPT)
  return (await cache.match(factsAt(work)))?.json()
}

/**
 * Fetches the whole work with its pictures and all that its page needs; answers its facts, or throws and leaves what
 * was kept before as it was.
 */
export async function keepWork(work) {
  await navigator.serviceWorker.register('/worker.js')
  return alone(() => keep(work))
}

/** Two windows that keep works at once would each take the other's files for needless. */
const alone = (deed) => navigator.locks?.request(KEPT, deed) ?? deed()

async function keep(work) {
  const before = await keptWork(work)
  const { html, page, text } = await fetchWork(work)
  const cache = await caches.open(KEPT)
  try {
    const files = await fetchFiles(cache, page, text)
    const at = new Date().toISOString()
    const bytes = new Blob([html]).size + files.bytes
    const facts = { ...factsOf(page, text), work: Number(work), at, bytes, files: files.paths }
    facts.print = await printOf(text.textContent)
    await cache.put(
      pageAt(work),
      new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'x-kept-at': at } }),
    )
    await cache.put(factsAt(work), Response.json(facts))
    return { facts, newer: before !== undefined && before.print !== facts.print }
  } finally {
    // Of what was kept before, or could not be kept to its end.
    await dropUnneeded(cache)
  }
}

/** The archive is told that nobody reads yet: what is only kept is not in a history. */
async function fetchWork(work) {
  const asked = { cache: 'no-store', headers: { keeping: 'yes' } }
  const answer = await fetch(`${pageAt(work)}&view_adult=true`, asked)
  const html = await answer.text()
  const page = new DOMParser().parseFromString(html, 'text/html')
  const text = page.getElementById('chapters')
  if (!answer.ok || !text) throw new Error(`the work was not given: ${answer.status}`)
  // Its page offers no copy where its creators allow no files.
  if (!page.querySelector('[data-keep-offline]'))
    throw new Error('its creators ask that it is not downloaded')
  return { html, page, text }
}

const factsOf = (page, text) => ({
  title: page.querySelector('h2.title.heading')?.textContent.trim() ?? '',
  by: page.querySelector('h3.byline')?.textContent.trim() ?? '',
  words: page.querySelector('dl.stats dd.words')?.textContent.trim() ?? '',
  chapters: Object.fromEntries(
    [...text.querySelectorAll('.chapter[data-chapter]')].map((one) => [one.dataset.chapter, one.id.slice(8)]),
  ),
})

export const dropWork = (work) =>
  alone(async () => {
    const cache = await caches.open(KEPT)
    await cache.delete(pageAt(work))
    await cache.delete(factsAt(work))
    await dropUnneeded(cache)
  })

export const dropAll = () => caches.delete(KEPT)

/** Whatever no kept work names any more: files of one that was removed, of an older version, of one that found no room. */
async function dropUnneeded(cache) {
  const works = await keptWorks()
  // Kept by a program that did not note its files yet: until it is kept anew, nothing is known to be needless.
  if (works.some(({ files }) => !files)) return
  const needed = new Set(works.flatMap(({ work, files }) => [pageAt(work), factsAt(work), ...files]))
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url)
    if (!needed.has(pathname + search)) await cache.delete(request)
  }
}

/** Two texts with the same print are the same. */
async function printOf(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.replace(/\s+/g, ' ')))
  return [...new Uint8Array(digest).slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
