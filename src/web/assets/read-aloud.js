// Reads the text aloud with the browser's own voices, paragraph by paragraph, each in its own language, and marks the
// one that is being read. Begins only when asked; without voices in the browser there is no button.
import { keep, kept } from './places-kept.js'

const CHOSEN = 'palimpsest.voice' // { rate, voices: { en: name } }
const LONGEST = 220 // letters at once: some voices fall silent in the middle of longer ones
const FOOT = 96 // pixels: the bar covers them

export function listen(lines, bar) {
  const button = document.querySelector('li.aloud button')
  const spoken = lines.filter((line) => line.textContent.trim())
  if (!button || !bar || !('speechSynthesis' in globalThis) || spoken.length === 0) return
  button.parentElement.hidden = false
  bindBar(button, bar, openPlayer(spoken, bar))
}

function bindBar(button, bar, player) {
  const end = () => {
    player.stop()
    button.setAttribute('aria-expanded', 'false')
    bar.remove()
    button.focus()
  }
  button.addEventListener('click', () => {
    if (bar.isConnected) return end()
    document.querySelector('.place-offer')?.remove()
    button.setAttribute('aria-expanded', 'true')
    document.getElementById('main').append(bar)
    player.begin()
    bar.querySelector('.pause').focus()
  })
  bar.querySelector('.stop').addEventListener('click', end)
  addEventListener('keydown', ({ key, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented && bar.isConnected) end()
  })
  addEventListener('pagehide', () => player.stop())
}

function openPlayer(lines, bar) {
  // A voice that was cut off still says that it ended: only the latest turn is listened to.
  const player = { lines, bar, at: 0, turn: 0, chosen: { rate: 1, voices: {}, ...kept(CHOSEN) } }
  bindSteps(player)
  bindChoices(player)
  return { stop: () => stop(player), begin: () => begin(player) }
}

function bindSteps(player) {
  const { bar } = player
  const on = (name, does) => bar.querySelector(`.${name}`).addEventListener('click', does)
  on('pause', () => {
    speechSynthesis.pause()
    showPaused(bar, true)
  })
  on('resume', () => {
    speechSynthesis.resume()
    showPaused(bar, false)
  })
  on('back', () => step(player, -1))
  on('forth', () => step(player, 1))
}

function bindChoices(player) {
  const { bar, lines, chosen } = player
  const on = (name, does) =>
    bar.querySelector(`.${name}`).addEventListener('change', ({ target }) => {
      does(target.value)
      keep(CHOSEN, chosen)
      sayFrom(player, player.at)
    })
  on('speed', (rate) => {
    chosen.rate = Number(rate)
  })
  on('voice', (name) => {
    chosen.voices[mainOf(languageOf(lines[player.at]))] = name
  })
  // Some browsers know their voices only a moment later.
  speechSynthesis.addEventListener?.('voiceschanged', () => {
    const line = lines[player.at]
    if (bar.isConnected && line) offerVoices(bar, languageOf(line), chosen)
  })
}

/** From what is in sight, not from the chapter's opening. */
function begin(player) {
  const { lines, bar, chosen } = player
  bar.querySelector('.speed').value = String(chosen.rate)
  const inSight = lines.findIndex((line) => line.getBoundingClientRect().bottom > 0)
  sayFrom(player, Math.max(0, inSight))
}

const step = (player, by) => sayFrom(player, Math.min(player.lines.length - 1, Math.max(0, player.at + by)))

function sayFrom(player, at) {
  player.at = at
  speechSynthesis.resume()
  say(player)
}

function stop(player, says = '') {
  const { bar } = player
  player.turn += 1
  speechSynthesis.cancel()
  mark(null)
  statusOf(bar).textContent = says
  bar.classList.toggle('ended', says !== '')
}

const statusOf = (bar) => bar.querySelector('[role="status"]')

/** The line, and those after it. */
function say(player) {
  stop(player)
  const { bar, lines, chosen, turn } = player
  const line = lines[player.at]
  if (!line) return stop(player, statusOf(bar).dataset.end)
  mark(line)
  showPaused(bar, false)
  offerVoices(bar, languageOf(line), chosen)
  const pieces = piecesOf(line)
  const failed = ({ error }) => {
    if (turn === player.turn && error !== 'interrupted' && error !== 'canceled')
      stop(player, statusOf(bar).dataset.silent)
  }
  const next = () => {
    if (turn !== player.turn) return
    const piece = pieces.shift()
    if (piece) return speechSynthesis.speak(utterance(piece, languageOf(line), chosen, next, failed))
    player.at += 1
    say(player)
  }
  next()
}

function utterance(piece, language, chosen, ended, failed) {
  const one = new SpeechSynthesisUtterance(piece)
  one.lang = language
  one.rate = chosen.rate
  const voice = speechSynthesis.getVoices().find(({ name }) => name === chosen.voices[mainOf(language)])
  if (voice) one.voice = voice
  one.onend = ended
  one.onerror = failed
  return one
}

/** Only where there is something to choose, for the language that is being read. */
function offerVoices(bar, language, { voices }) {
  const select = bar.querySelector('.voice')
  const fitting = speechSynthesis
    .getVoices()
    .filter(({ lang }) => mainOf(lang) === mainOf(language))
    .map(({ name }) => name)
  const known = [...select.options].slice(1).map(({ value }) => value)
  if (fitting.join('\n') !== known.join('\n') || select.options.length === 0)
    select.replaceChildren(
      new Option(select.dataset.usual, ''),
      ...fitting.map((name) => new Option(name, name)),
    )
  const wanted = voices[mainOf(language)]
  select.value = fitting.includes(wanted) ? wanted : ''
  select.parentElement.hidden = fitting.length < 2
}

function showPaused(bar, paused) {
  const [pause, resume] = [bar.querySelector('.pause'), bar.querySelector('.resume')]
  const [shown, gone] = paused ? [resume, pause] : [pause, resume]
  const had = document.activeElement === gone
  shown.hidden = false
  gone.hidden = true
  if (had) shown.focus()
}

function mark(line) {
  for (const old of document.querySelectorAll('.being-read')) old.classList.remove('being-read')
  if (!line) return
  line.classList.add('being-read')
  const { top, bottom } = line.getBoundingClientRect()
  if (top < 0 || bottom > innerHeight - FOOT) line.scrollIntoView({ block: 'center' })
}

const languageOf = (line) => line.closest('[lang]')?.lang || document.documentElement.lang
const mainOf = (language) => language.toLowerCase().split(/[-_]/)[0]

/** Sentences, several together while they are short. Readings beside signs (ruby) would be said twice. */
function piecesOf(line) {
  const copy = line.cloneNode(true)
  for (const reading of copy.querySelectorAll('rt, rp, .said')) reading.remove()
  const sentences = new Intl.Segmenter(languageOf(line), { granularity: 'sentence' }).segment(
    copy.textContent,
  )
  const pieces = ['']
  for (const { segment } of sentences) {
    if (pieces.at(-1).length > 0 && pieces.at(-1).length + segment.length > LONGEST) pieces.push('')
    pieces[pieces.length - 1] += segment
  }
  return pieces.map((piece) => piece.trim()).filter(Boolean)
}
