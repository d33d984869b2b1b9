// Where a guest stopped, kept in this browser alone: one entry a work, the latest few hundred.
const PLACES = 'palimpsest.places'
const MOST = 200

export const kept = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return null // storage is refused or holds something strange: no comfort, no harm
  }
}
export const keep = (name, value) => {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // storage is full or refused
  }
}

/** By work: { chapter, paragraph, share, at, known }, as docs/decisions/020-places.md has them. */
export function keptPlaces() {
  const found = kept(PLACES)
  return found && typeof found === 'object' && !Array.isArray(found) ? found : {}
}
export const keptPlace = (work) => keptPlaces()[work] ?? null

export function keepPlace(work, place) {
  const places = Object.entries({ ...keptPlaces(), [work]: place })
  keep(PLACES, Object.fromEntries(places.sort(([, a], [, b]) => (a.at < b.at ? 1 : -1)).slice(0, MOST)))
}

export function dropPlaces(works) {
  const gone = new Set(works.map(String))
  keep(PLACES, Object.fromEntries(Object.entries(keptPlaces()).filter(([work]) => !gone.has(work))))
}

/** As they are sent, newest first; of these works only, where some are named. */
export function placesToSend(works) {
  const wanted = works && new Set(works.map(String))
  return Object.entries(keptPlaces())
    .filter(([work]) => !wanted || wanted.has(work))
    .map(([work, place]) => ({ ...place, work: Number(work) }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

export const send = (address, fields, more = {}) =>
  fetch(address, { method: 'POST', body: new URLSearchParams(fields), ...more })

/** All that waits here goes to the account; one that wants nothing remembered says 409, and then it stays. */
export async function takeAlong(csrf) {
  const all = placesToSend()
  if (all.length === 0) return
  const answer = await send(`/works/${all[0].work}/place`, { csrf, places: JSON.stringify(all) })
  if (!answer.ok) return
  // Whoever has read on meanwhile, here or in another window, has a later place waiting.
  dropPlaces(all.filter(({ work, at }) => keptPlace(work)?.at === at).map(({ work }) => work))
}
