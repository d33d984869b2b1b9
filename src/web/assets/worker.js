// The service worker: pages come from the archive; where there is no network, from what was kept here (offline.js).
// Registered only once somebody keeps a work, so nothing is stored for anybody who did not ask. The line above this one
// names the program's version: after an upgrade browsers fetch the shell anew.
const KEPT = 'palimpsest-kept'
const SHELL = `palimpsest-shell-${VERSION}`
const SHELL_PAGE = '/offline'
const LOGOUT = '/users/logout'
// A network that answers nothing: what is kept is shown instead of waiting on.
const PATIENCE_MS = 6_000

self.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  // Whoever logs out leaves nothing of their reading behind; it is seen to here since no page has to wait for it.
  if (request.method === 'POST' && url.pathname === LOGOUT) event.waitUntil(caches.delete(KEPT))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(page(request, url))
  else if (/^\/(assets|skins)\//.test(url.pathname)) event.respondWith(asset(request))
  else if (/^\/(images|icons)\//.test(url.pathname)) event.respondWith(picture(request))
})

async function keepShell() {
  const cache = await caches.open(SHELL)
  const answer = await fetch(SHELL_PAGE)
  const html = await answer.clone().text()
  await cache.put(SHELL_PAGE, answer)
  await cache.addAll([...new Set(html.match(/\/assets\/[^"'\s)]+/g) ?? [])])
}

async function tidy() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('palimpsest-shell-') && name !== SHELL)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function page(request, url) {
  const kept = await keptPage(url)
  try {
    return await (kept ? within(PATIENCE_MS, fetch(request)) : fetch(request))
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

// So that the page can say that it is the kept one, and from when.
async function marked(kept) {
  const html = await kept.text()
  const at = kept.headers.get('x-kept-at') ?? ''
  return new Response(html.replace('<body', `<body data-kept-at="${at}"`), {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}

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
