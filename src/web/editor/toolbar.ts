import type { EditorState } from '@tiptap/pm/state'
import { type Action, SETS } from './actions.ts'
import { element, icon, spoken } from './elements.ts'
import type { Said } from './said.ts'

export interface Toolbar {
  readonly bar: HTMLElement
  /** Shows what is on at the cursor, and what cannot be done there. */
  readonly show: (state: EditorState) => void
  readonly focus: () => void
}

interface ToolbarOf {
  readonly said: Said
  readonly full: boolean
  readonly controls: string
  readonly run: (action: Action) => void
}

/** One stop for the Tab key: within, the arrow keys go from button to button (ARIA's toolbar). */
export function toolbarOf({ said, full, controls, run }: ToolbarOf): Toolbar {
  const bar = element('div', {
    role: 'toolbar',
    class: 'bar',
    'aria-label': said.format,
    'aria-controls': controls,
  })
  const buttons = new Map<Action, HTMLButtonElement>()
  for (const set of SETS) {
    const shown = set.filter(({ only }) => full || only === undefined)
    const group = element('div', { class: 'set' })
    for (const action of shown) {
      const button = buttonOf(action, said)
      // The text keeps its cursor and what is chosen in it.
      button.addEventListener('mousedown', (event) => event.preventDefault())
      button.addEventListener('click', () => run(action))
      buttons.set(action, button)
      group.append(button)
    }
    if (shown.length > 0) bar.append(group)
  }
  const all = [...buttons.values()]
  const focus = rove(bar, all)
  return { bar, focus, show: (state) => showState(buttons, state) }
}

function buttonOf({ name, letter, icon: path, isOn, turns, keys }: Action, said: Said): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    tabindex: '-1',
    title: `${said[name]} (${keySaid(keys[0])})`,
  })
  if (isOn || name === 'whole') button.setAttribute('aria-pressed', 'false')
  button.dataset.action = name
  if (letter) button.append(letterOf(letter))
  else if (path) button.append(icon(path))
  if (turns) button.firstElementChild?.classList.add('turns')
  button.append(spoken(said[name]))
  return button
}

const SAMPLES: Readonly<Record<string, string>> = { b: 'B', i: 'I', u: 'U', s: 'S', small: 'a' }

function letterOf(letter: NonNullable<Action['letter']>): HTMLElement {
  const sample = SAMPLES[letter]
  const shown = element('span', { 'aria-hidden': 'true', class: 'sign' })
  if (sample) shown.append(element(letter, {}, sample))
  else shown.append('x', element(letter, {}, '2'))
  return shown
}

function showState(buttons: ReadonlyMap<Action, HTMLButtonElement>, state: EditorState): void {
  for (const [{ isOn, run }, button] of buttons) {
    if (isOn) button.setAttribute('aria-pressed', String(isOn(state)))
    // Still reachable: a button that vanished under the arrow keys would lose the focus.
    if (typeof run === 'function') button.setAttribute('aria-disabled', String(!run(state)))
  }
}

function rove(bar: HTMLElement, buttons: readonly HTMLButtonElement[]): () => void {
  let at = 0
  const go = (to: number): void => {
    buttons[at]?.setAttribute('tabindex', '-1')
    at = (to + buttons.length) % buttons.length
    buttons[at]?.setAttribute('tabindex', '0')
  }
  go(0)
  const focus = (): void => buttons[at]?.focus()
  bar.addEventListener('focusin', ({ target }) => {
    const to = target instanceof HTMLButtonElement ? buttons.indexOf(target) : -1
    if (to >= 0) go(to)
  })
  bar.addEventListener('keydown', (event) => {
    const forth = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = forth === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const places: Readonly<Record<string, number>> = { [forth]: at + 1, [back]: at - 1, Home: 0, End: -1 }
    const to = places[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(to)
    focus()
  })
  return focus
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const NAMES: Readonly<Record<string, string>> = isMac
  ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' }
  : { Mod: 'Ctrl', Enter: '↵' }

/** `Mod-Shift-x` as the reader's keyboard has it: Ctrl+Shift+X. */
export const keySaid = (keys = ''): string =>
  keys
    .split(/-(?=.)/)
    .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(isMac ? '' : '+')
