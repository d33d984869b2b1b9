/** Looks of letters: what a group of RTF turns on and off. */
export interface Looks {
  readonly em: boolean
  readonly strong: boolean
  readonly u: boolean
  readonly s: boolean
  readonly caps: boolean
  readonly raised: '' | 'sup' | 'sub'
  readonly out: boolean
}

export const PLAIN: Looks = {
  ...{ em: false, strong: false, u: false, s: false, caps: false },
  ...{ raised: '', out: false },
}

/** What a control word changes of them; nothing, where it is none of these. */
export function lookOf(word: string, on: boolean): Partial<Looks> {
  if (word === 'i') return { em: on }
  if (word === 'b') return { strong: on }
  if (word === 'scaps') return { caps: on }
  if (word === 'strike' || word === 'striked') return { s: on }
  if (word === 'ulnone') return { u: false }
  if (/^ul(?:d|db|w|wave|dash)?$/.test(word)) return { u: on }
  if (word === 'super' || word === 'sub') return { raised: on ? (word === 'super' ? 'sup' : 'sub') : '' }
  return word === 'nosupersub' ? { raised: '' } : {}
}

export function dressed(text: string, looks: Looks): string {
  const tags = [
    looks.strong && 'strong',
    looks.em && 'em',
    looks.u && 'u',
    looks.s && 's',
    looks.raised,
  ].flatMap((tag) => tag || [])
  const caps = looks.caps ? `<span class="small-caps">${text}</span>` : text
  return tags.reduceRight((inside, tag) => `<${tag}>${inside}</${tag}>`, caps)
}
