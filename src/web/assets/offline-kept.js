// What is kept on this device for reading without a network: a cache of whole works as their pages were, each with
// a line of facts. Filled by choice alone (offline.js), shown on /offline, answered by the service worker.
const KEPT = 'palimpsest-kept'
const factsAt = (work) => `/offline/${work}.json`
const pageAt = (work) => `/works/${work}?view_full_work=true`

export const canKeep = 'serviceWorker' in navigator && 'caches' in window

export async function keptWorks() {
  const cache = await caches.open(KEPT)
  const found = []
  for (const { url } of await cache.keys())
    if (/\/offline\/\d+\.json$/.test(url)) found.push(await (await cache.match(url)).json())
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}

export async function keptWork(work) {
  const cache = await caches.open(KEPT)
  return (await cache.match(factsAt(work)))?.json()
}

/**
 * Fetches the whole work with its pictures and all that its page needs; answers its facts, or throws and leaves what
 * was kept before as it was.
 */
export async function keepWork(work) {
  await navigator.serviceWorker.register('/worker.js')
  const before = await keptWork(work)
  const answer = await fetch(`${pageAt(work)}&view_adult=true`, { cache: 'no-store' })
  const html = await answer.text()
  const page = new DOMParser().parseFromString(html, 'text/html')
  const text = page.getElementById('chapters')
  if (!answer.ok || !text) throw new Error(`the work was not given: ${answer.status}`)
  const at = new Date().toISOString()
  const cache = await caches.open(KEPT)
  const files = [...new Set([...filesOf(page), ...loadedHere()])]
  let bytes = new Blob([html]).size
  const pictures = files.filter((path) => /^\/(images|icons)\//.test(path))
  const fetched = await Promise.all(files.map(async (path) => [path, await fetchFile(cache, path)]))
  for (const [path, file] of fetched) {
    if (!file) continue
    if (pictures.includes(path)) bytes += (await file.clone().blob()).size
    await cache.put(path, file)
  }
  const facts = {
    ...{ work: Number(work), at, bytes, pictures: pictures.length },
    title: page.querySelector('h2.title.heading')?.textContent.trim() ?? '',
    by: page.querySelector('h3.byline')?.textContent.trim() ?? '',
    words: page.querySelector('dl.stats dd.words')?.textContent.trim() ?? '',
    print: await printOf(text.textContent),
    files,
    chapters: Object.fromEntries(
      [...text.querySelectorAll('.chapter[data-chapter]')].map((one) => [
        one.dataset.chapter,
        one.id.slice(8),
      ]),
    ),
  }
  await cache.put(
    pageAt(work),
    new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'x-kept-at': at } }),
  )
  await cache.put(factsAt(work), Response.json(facts))
  return { facts, newer: before !== undefined && before.print !== facts.print }
}

export async function dropWork(work) {
  const cache = await caches.open(KEPT)
  const gone = await keptWork(work)
  await cache.delete(pageAt(work))
  await cache.delete(factsAt(work))
  const needed = new Set((await keptWorks()).flatMap(({ files }) => files))
  for (const path of gone?.files ?? []) if (!needed.has(path)) await cache.delete(path)
}

export const dropAll = () => caches.delete(KEPT)

/** Of the page: style, scripts, pictures of this archive. */
const filesOf = (page) =>
  [
    ...page.querySelectorAll(
      'link[rel="stylesheet"], link[rel="preload"], script[src], #workskin img, img.icon',
    ),
  ]
    .map((one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '')
    .filter((path) => /^\/(assets|images|icons|skins)\//.test(path))

/** What this very page has loaded: the faces its text is set in, the modules its scripts import. */
const loadedHere = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ pathname }) => pathname)

/** What is there is taken from where it is; a picture that cannot be had is left out. */
async function fetchFile(cache, path) {
  if (path.startsWith('/assets/') && (await cache.match(path))) return null
  const answer = await fetch(path).catch(() => null)
  return answer?.ok ? answer : null
}

/** Two texts with the same print are the same. */
async function printOf(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.replace(/\s+/g, ' ')))
  return [...new Uint8Array(digest).slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
