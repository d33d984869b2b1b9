import { type Attrs, type Tag, tag } from './tree.ts'

/** A phrase (em, a, span…) that is open in what is read, and is written in each block that comes inside it. */
export interface Phrase {
  readonly name: string
  readonly attrs: Attrs
  used: boolean
}

export const lengthOf = ({ name, attrs }: Phrase): number =>
  attrs.reduce((sum, [key, value]) => sum + key.length + value.length, 2 * name.length + 5)

export function writePhrase(phrase: Phrase): Tag {
  if (phrase.used) return writeAgain(phrase)
  phrase.used = true
  return tag(phrase.name, phrase.attrs)
}

/** A phrase carried over into another block is no target again. */
function writeAgain({ name, attrs }: Phrase): Tag {
  const rest = attrs.filter(([key]) => key !== 'id')
  return name === 'a' && rest.length === 0 ? tag('span') : tag(name, rest)
}

/** An empty phrase with a class may be an ornament, one with an id a target. */
export const standsEmpty = ({ used, attrs }: Phrase): boolean =>
  !used && attrs.some(([name]) => name === 'class' || name === 'id')
