import type { WorkHead } from '../works/index.ts'

const LONGEST = 24

/** `The_Adventure_of_the.epub`: AO3's way with names, so that a shelf of both sorts as one. */
export function downloadFile({ id, title }: Pick<WorkHead, 'id' | 'title'>, ending: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 _-]/g, '')
    .trim()
    .replace(/\s+/g, '_')
  return `${atAWord(plain) || `Work_${id}`}.${ending}`
}

function atAWord(name: string): string {
  if (name.length <= LONGEST) return name
  const cut = name.slice(0, LONGEST + 1).lastIndexOf('_')
  return name.slice(0, cut > 0 ? cut : LONGEST)
}
