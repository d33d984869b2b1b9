import { type Deed, type Describing, MANNERS } from '../import/index.ts'

/** What a form of a document asks for. */
interface Asked {
  readonly deed: Deed | { readonly do: 'make' } | { readonly do: 'forget' }
  readonly titles: ReadonlyMap<number, string>
  readonly pictures: readonly Describing[]
}

/** Reads the button that was pressed, `join 12` or `split 12 5`, and the titles as they stand; undefined: no button of ours. */
export function askedOf(form: Readonly<Record<string, string>>): Asked | undefined {
  const deed = deedOf(form.deed ?? '', form.manner)
  const titles = Object.entries(form).flatMap(([name, value]) => {
    const id = name.startsWith('title-') ? whole(name.slice('title-'.length)) : undefined
    return id === undefined ? [] : [[id, value] as const]
  })
  return deed && { deed, titles: new Map(titles), pictures: picturesIn(form) }
}

const picturesIn = (form: Readonly<Record<string, string>>): readonly Describing[] =>
  Object.entries(form).flatMap(([name, alt]) => {
    if (!name.startsWith('alt-')) return []
    const file = name.slice('alt-'.length)
    return [{ address: `/images/${file}`, alt, leaveOut: form[`leave-${file}`] === 'yes' }]
  })

function deedOf(pressed: string, manner: string | undefined): Asked['deed'] | undefined {
  const [word = '', first, second] = pressed.split(' ')
  const [chapter, at] = [whole(first), whole(second)]
  if (word === 'save') return { do: 'save' }
  if (word === 'make') return { do: 'make' }
  if (word === 'forget') return { do: 'forget' }
  if (word === 'again') return { do: word, manner: MANNERS.find((one) => one === manner) ?? 'find' }
  if (chapter === undefined) return undefined
  if (word === 'split') return at === undefined ? undefined : { do: word, chapter, at }
  return CHAPTER_DEEDS.flatMap((one) => (one === word ? [{ do: one, chapter }] : []))[0]
}

const CHAPTER_DEEDS = ['join', 'leave', 'take', 'up', 'down'] as const

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
