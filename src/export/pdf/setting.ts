import { PAPERS, type Setting, SIZES, USUAL } from './book.ts'

/** `?paper=a4&size=12`; what is none of ours is the usual. */
export function settingAsked({ paper, size }: Readonly<Record<string, string>>): Setting {
  const points = Math.round(Number(size))
  const fits = points >= SIZES.least && points <= SIZES.most
  const chosen = PAPERS.find((one) => one === paper?.toLowerCase()) ?? USUAL.paper
  const usual = chosen === 'a5' ? USUAL.size : USUAL.size + 1
  return { paper: chosen, size: fits ? points : usual }
}
