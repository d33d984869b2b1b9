// What the page of a work needs beside its text, to be as it is with a network: style, scripts and what they import, the
// faces its text is set in, pictures.

/** Puts into the cache what is not there; answers the addresses, and how large the pictures are. */
export async function fetchFiles(cache, page, text) {
  await loadFaces(text.textContent)
  const paths = new Set()
  let bytes = 0
  // Scripts import others, which nothing in the page names.
  for (let wave = [...filesOf(page), ...facesHere()]; wave.length > 0; ) {
    for (const path of wave) paths.add(path)
    const put = await Promise.all([...new Set(wave)].map((path) => putFile(cache, path)))
    bytes += put.reduce((sum, { size }) => sum + size, 0)
    wave = put.flatMap(({ imports }) => imports).filter((path) => !paths.has(path))
  }
  return { paths: [...paths], bytes }
}

async function putFile(cache, path) {
  const file = await fetchFile(cache, path)
  if (!file) return { size: 0, imports: [] }
  const body = await file.clone().blob()
  await cache.put(path, file)
  const isPicture = /^\/(images|icons)\//.test(path)
  const imports = path.endsWith('.js') ? importsOf(path, await body.text()) : []
  return { size: isPicture ? body.size : 0, imports }
}

/** Of the page itself: style, scripts, pictures of this archive. */
const filesOf = (page) =>
  [
    ...page.querySelectorAll(
      'link[rel="stylesheet"], link[rel="preload"], script[src], #workskin img, img.icon',
    ),
  ]
    .map((one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '')
    .filter((path) => /^\/(assets|images|icons|skins)\//.test(path))

/** Scripts import their neighbours by name: `from './places-kept.js'`. */
const importsOf = (path, source) =>
  [...source.matchAll(/\b(?:from|import) '\.(\/[\w-]+\.js)'/g)].map(
    ([, name]) => path.slice(0, path.lastIndexOf('/')) + name,
  )

/** The faces for these letters, also where this page shows none of them. */
async function loadFaces(text) {
  performance.setResourceTimingBufferSize?.(10_000)
  const letters = [...new Set(text)].join('')
  const style = getComputedStyle(document.documentElement)
  const faces = ['--face-text', '--face-ui']
    .map((name) => style.getPropertyValue(name).trim())
    .filter(Boolean)
  const cuts = ['', 'italic ', 'bold ']
  const wanted = faces.flatMap((face) => cuts.map((cut) => `${cut}16px ${face}`))
  await Promise.all(wanted.map((face) => document.fonts.load(face, letters).catch(() => [])))
}

const facesHere = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .filter(({ pathname }) => pathname.endsWith('.woff2'))
    .map(({ pathname }) => pathname)

/** What has been kept is what its address names; a picture that cannot be had is left out. */
async function fetchFile(cache, path) {
  const kept = path.startsWith('/assets/') && (await cache.match(path))
  if (kept) return kept
  const answer = await fetch(path).catch(() => null)
  return answer?.ok ? answer : null
}
