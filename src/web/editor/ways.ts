import { element, freshId } from './elements.ts'
import type { Said } from './said.ts'

/** How a text is written: as it looks, or in one of two spellings. */
export type Way = 'rich' | 'html' | 'markdown'
type Spelling = 'html' | 'markdown'
export const spellingOf = (way: Way): Spelling => (way === 'markdown' ? 'markdown' : 'html')

interface WaysOf {
  readonly said: Said
  readonly markdown: boolean
  readonly chosen: Way
  readonly onChoose: (way: Way) => void
}

export interface Ways {
  readonly group: HTMLElement
  readonly show: (way: Way) => void
}

/** Radio buttons that belong to no form: what is sent is the form's own field `spelling`. */
export function waysOf({ said, markdown, chosen, onChoose }: WaysOf): Ways {
  const name = freshId('ways')
  const group = element('div', { role: 'radiogroup', class: 'spellings', 'aria-label': said.ways })
  const all: readonly Way[] = markdown ? ['rich', 'html', 'markdown'] : ['rich', 'html']
  const inputs = all.map((way) => {
    const input = element('input', { type: 'radio', name, value: way, form: 'editor-of-no-form' })
    input.addEventListener('change', () => onChoose(way))
    group.append(element('label', {}, input, element('span', {}, said[way])))
    return input
  })
  const show = (way: Way): void => {
    for (const input of inputs) input.checked = input.value === way
  }
  show(chosen)
  return { group, show }
}

interface Respelling {
  readonly to: string
  readonly csrf: string
  readonly text: string
  readonly spelling: { readonly from: Spelling; readonly to: Spelling }
  readonly field: string
}

/** The same text in another spelling, as the server has it; nothing when it cannot be reached. */
export async function respelled({
  to,
  csrf,
  text,
  spelling,
  field,
}: Respelling): Promise<string | undefined> {
  try {
    const body = new URLSearchParams({ csrf, text, ...spelling, field })
    const answer = await fetch(to, { method: 'POST', body, headers: { accept: 'application/json' } })
    if (!answer.ok) return undefined
    const given: unknown = await answer.json()
    return typeof given === 'object' && given !== null && 'text' in given ? String(given.text) : undefined
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof SyntaxError) return undefined
    throw fault
  }
}
