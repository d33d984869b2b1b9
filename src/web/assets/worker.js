// The service worker: pages come from the archive; where there is no network, from what was kept here (offline.js).
// Registered only once somebody keeps a work, so nothing is stored for anybody who did not ask. The line above this one
// names the program's version: after an upgrade browsers fetch the shell anew.
const KEPT = 'palimpsest-kept'
const SHELL = `palimpsest-shell-${VERSION}`
const SHELL_PAGE = '/offline'
const LOGOUT = '/users/logout'
// After these the shell is another one: who is logged in, and the settings that text is read in.
const ANOTHER_LOOK = /^\/(settings|users\/log(in|out))(\/|$)/
// What stands before an archive says while that is being started anew.
const AWAY = [502, 503, 504]
// Of the root element: each setting that is not the usual one.
const SETTINGS = / data-(?:theme|face|size|width|spacing|paragraphs|align|hyphens|swipe)="[^"]*"/g
// A network that answers nothing: what is kept is shown instead of waiting on.
const PATIENCE_MS = 6_000

self.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === 'POST' && ANOTHER_LOOK.test(url.pathname)) event.respondWith(looked(event, url))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(page(request, url))
  else if (/^\/(assets|skins)\//.test(url.pathname)) event.respondWith(asset(request))
  else if (/^\/(images|icons)\//.test(url.pathname)) event.respondWith(picture(request))
})

async function keepShell() {
  const cache = await caches.open(SHELL)
  const answer = await fetch(SHELL_PAGE)
  if (!answer.ok) throw new Error(`the shell was not given: ${answer.status}`)
  const html = await answer.clone().text()
  await cache.put(SHELL_PAGE, answer)
  let files = html.match(/\/assets\/[^"'\s)]+/g) ?? []
  // Scripts import others, which nothing in the page names.
  for (const known = new Set(); files.length > 0; ) {
    for (const path of files) known.add(path)
    const others = await Promise.all([...new Set(files)].map((path) => keepFile(cache, path)))
    files = others.flat().filter((path) => !known.has(path))
  }
}

async function keepFile(cache, path) {
  if (!(await cache.match(path))) await cache.add(path)
  if (!path.endsWith('.js')) return []
  const source = await (await cache.match(path)).text()
  const names = [...source.matchAll(/\b(?:from|import) '\.(\/[\w-]+\.js)'/g)].map(([, name]) => name)
  return names.map((name) => path.slice(0, path.lastIndexOf('/')) + name)
}

async function tidy() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('palimpsest-shell-') && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** Whoever logs out leaves nothing of their reading behind, nor their name; the shell is then a guest's. */
async function looked(event, url) {
  const names = url.pathname === LOGOUT ? [KEPT, SHELL] : []
  await Promise.all(names.map((name) => caches.delete(name)))
  const answer = await fetch(event.request)
  // Without it there is still the one from before, or none.
  event.waitUntil(keepShell().catch(() => undefined))
  return answer
}

async function page(request, url) {
  const asked = fetch(request)
  // Awaited below, after what is kept has been looked up: until then a failure is nobody's.
  asked.catch(() => undefined)
  const kept = await keptPage(url)
  try {
    if (!kept) return await asked
    const answer = await within(PATIENCE_MS, asked)
    return AWAY.includes(answer.status) ? kept : answer
  } catch {
    if (kept) return kept
    return (await caches.match(SHELL_PAGE)) ?? Response.error()
  }
}

const within = (ms, asked) =>
  Promise.race([asked, new Promise((_, fail) => setTimeout(() => fail(new Error('too slow')), ms))])

// A work is kept whole, under one address; each of its chapters leads to its place in it.
async function keptPage({ pathname, searchParams }) {
  const [, work, chapter] = /^\/works\/(\d+)(?:\/chapters\/(\d+))?$/.exec(pathname) ?? []
  if (!work) return undefined
  const cache = await caches.open(KEPT)
  const whole = `/works/${work}?view_full_work=true`
  const kept = await cache.match(whole)
  if (!kept) return undefined
  if (searchParams.get('view_full_work') === 'true') return marked(kept)
  const facts = await (await cache.match(`/offline/${work}.json`))?.json()
  const at = facts?.chapters?.[chapter]
  return Response.redirect(at ? `${whole}#chapter-${at}` : whole, 302)
}

// So that the page can say that it is the kept one, and from when; in the settings of today.
async function marked(kept) {
  const html = await kept.text()
  const at = kept.headers.get('x-kept-at') ?? ''
  const today = rootOf(await (await caches.match(SHELL_PAGE))?.text())
  const settings = (today?.match(SETTINGS) ?? []).join('')
  const shown = html
    .replace(/<html[^>]*>/, (root) =>
      today ? root.replace(SETTINGS, '').replace('>', `${settings}>`) : root,
    )
    .replace('<body', `<body data-kept-at="${at}"`)
  return new Response(shown, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}

const rootOf = (shell) => /<html[^>]*>/.exec(shell ?? '')?.[0]

// Their addresses hold a hash of what is in them.
async function asset(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  return fetch(request)
}

async function picture(request) {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(request)) ?? Response.error()
  }
}
