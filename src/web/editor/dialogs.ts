import { MORE_KEYS, SETS } from './actions.ts'
import { element, freshId } from './elements.ts'
import { previewIn } from './picture-preview.ts'
import type { Said } from './said.ts'
import { keySaid } from './toolbar.ts'

interface Asked {
  readonly name: string
  readonly label: string
  readonly value?: string
  readonly type?: 'text' | 'url' | 'file'
  readonly hint?: string
  readonly needed?: boolean
}

interface Question {
  readonly title: string
  readonly fields: readonly Asked[]
  readonly said: Said
  /** Shown small above the fields; where one is asked for, the one that is chosen. */
  readonly picture?: File
  /** What to offer beside: taking a link away. */
  readonly other?: { readonly label: string; readonly run: () => void }
  /** Once it is gone, however it ended. */
  readonly closed?: () => void
  /** Answers with a fault to be shown, or with nothing when all is done. */
  readonly answer: (fields: FormData, dialog: Dialog) => Promise<string | undefined> | string | undefined
}

export interface Dialog {
  readonly progress: (part: number | null) => void
}

/** A small form over the page. Escape closes it, and the focus goes back to where it was. */
export function ask(question: Question): void {
  const { said, title, fields } = question
  const heading = freshId('title')
  const fault = element('p', { class: 'fault', role: 'alert' })
  const progress = element('progress', { max: '1', hidden: '', 'aria-label': said.sending })
  const submit = element('button', { class: 'first' }, said.insert)
  const cancel = element('button', { type: 'button' }, said.cancel)
  const form = element('form', { method: 'dialog', novalidate: '' }, element('h2', { id: heading }, title))
  form.append(pictureIn(form, question), ...fields.map(fieldOf), fault, progress)
  const actions = element('div', { class: 'actions' }, submit, cancel)
  form.append(actions)
  const dialog = element('dialog', { class: 'editor-dialog', 'aria-labelledby': heading }, form)
  cancel.addEventListener('click', () => dialog.close())
  if (question.other) actions.append(otherButton(question.other, dialog))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    submit.disabled = true
    fault.textContent = (await answered(question, form, progress)) ?? ''
    submit.disabled = false
    progress.hidden = true
    if (!fault.textContent) dialog.close()
  })
  open(dialog, question.closed)
}

function pictureIn(form: HTMLFormElement, { picture }: Question): HTMLElement {
  const place = element('div', { class: 'preview' })
  const show = previewIn(place)
  show(picture)
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'file') show(target.files?.[0])
  })
  return place
}

function answered(question: Question, form: HTMLFormElement, bar: HTMLProgressElement) {
  const progress = (part: number | null): void => {
    bar.hidden = false
    if (part === null) bar.removeAttribute('value')
    else bar.value = part
  }
  return question.answer(new FormData(form), { progress })
}

function otherButton(other: NonNullable<Question['other']>, dialog: HTMLDialogElement): HTMLButtonElement {
  const button = element('button', { type: 'button' }, other.label)
  button.addEventListener('click', () => {
    other.run()
    dialog.close()
  })
  return button
}

function fieldOf({ name, label, value, type = 'text', hint, needed }: Asked): HTMLElement {
  const id = freshId(name)
  const input = element('input', { id, name, type, value, autocomplete: 'off', required: needed ? '' : null })
  if (type === 'file') input.accept = 'image/png,image/jpeg,image/webp,image/gif,image/avif'
  if (type === 'url') input.dir = 'ltr'
  const field = element('div', { class: 'field' }, element('label', { for: id }, label), input)
  if (hint) {
    input.setAttribute('aria-describedby', `${id}-hint`)
    field.append(element('p', { class: 'hint', id: `${id}-hint` }, hint))
  }
  return field
}

function open(dialog: HTMLDialogElement, closed?: () => void): void {
  const before = document.activeElement
  document.body.append(dialog)
  // It is closed by Escape, too; then the page's own Escape must not hear of it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (before instanceof HTMLElement) before.focus()
    closed?.()
  })
  dialog.showModal()
}

/** All keys, in one table. */
export function showShortcuts(said: Said): void {
  const heading = freshId('title')
  const rows = [...SETS.flat(), ...MORE_KEYS].map(
    ({ name, keys }) => [said[name], keys.map(keySaid)] as const,
  )
  const more = [
    [said.lineBreak, [keySaid('Shift-Enter')]],
    [said.toBar, ['Alt+F10']],
    [said.leave, ['Tab', 'Esc']],
  ] as const
  const body = element('tbody')
  for (const [label, keys] of [...rows, ...more]) {
    const cell = element('td')
    for (const [at, key] of keys.entries()) cell.append(at > 0 ? ' · ' : '', element('kbd', {}, key))
    body.append(element('tr', {}, element('th', { scope: 'row' }, label), cell))
  }
  const close = element('button', { class: 'first', type: 'button' }, said.close)
  const scroller = element(
    'div',
    { class: 'scroller', tabindex: '0' },
    element('table', { class: 'table' }, body),
  )
  const dialog = element('dialog', { class: 'editor-dialog', 'aria-labelledby': heading })
  dialog.append(
    element('h2', { id: heading }, said.shortcuts),
    scroller,
    element('div', { class: 'actions' }, close),
  )
  close.addEventListener('click', () => dialog.close())
  open(dialog)
}
