// What this browser has kept of a guest's reading, put where an account's stands: "continue" on the front page, lines
// under entries of lists, a line above a text. The lines are made by the archive, so that a work that is not there any
// more is nowhere. Once somebody has logged in, what the browser kept goes along to their account.
import { dropPlaces, placesToSend, send, takeAlong } from './places-kept.js'

const slot = document.querySelector('[data-places]')
if (slot) await show(slot)

async function show({ dataset: { places: kind, at, csrf, of } }) {
  const all = placesToSend()
  if (all.length === 0) return
  if (of === 'account') await takeAlong(csrf)
  const wanted = kind === 'continue' ? all.slice(0, 24) : placesToSend(worksHere(kind))
  if (wanted.length === 0) return
  const answer = await send(at, { csrf, slot: kind, places: JSON.stringify(wanted) })
  if (!answer.ok) return
  const made = document.createRange().createContextualFragment(await answer.text())
  if (kind === 'lines') underEntries(made)
  else if (kind === 'bar') aboveText(made)
  else onFrontPage(made)
}

function worksHere(kind) {
  if (kind === 'bar') return [document.getElementById('chapters')?.dataset.work].filter(Boolean)
  return [...document.querySelectorAll('li.work.blurb[id^="work_"]')].map(({ id }) => id.slice(5))
}

function underEntries(made) {
  for (const line of [...made.querySelectorAll('.place-line')]) {
    const entry = document.getElementById(`work_${line.dataset.placeOf}`)
    if (!entry || entry.querySelector('.place-line')) continue
    entry.querySelector('dl.stats').after(line)
  }
}

/** Only where reading goes on elsewhere: the chapter that is here has its own offer. */
function aboveText(made) {
  const link = made.querySelector('.place-line a')
  const chapter = /\/chapters\/(\d+)/.exec(link?.getAttribute('href') ?? '')?.[1]
  if (!chapter || document.querySelector(`.chapter[data-chapter="${chapter}"]`)) return
  const bar = document.createElement('div')
  bar.className = 'place-bar'
  bar.append(made)
  slot.after(bar)
}

function onFrontPage(made) {
  const section = made.querySelector('section')
  if (!section || document.querySelector('section.continue')) return
  section.addEventListener('submit', (event) => {
    if (slot.dataset.of === 'account') return
    event.preventDefault()
    const entry = event.target.closest('li')
    dropPlaces([entry.dataset.placeOf])
    const near = entry.nextElementSibling ?? entry.previousElementSibling
    entry.remove()
    if (near) near.querySelector('a').focus()
    else section.remove()
  })
  slot.after(section)
}
