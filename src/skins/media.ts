/** What a site skin may be limited to: AO3's list. Names as they are stored, and as CSS writes them. */
const MEDIA = {
  screen: 'screen',
  print: 'print',
  narrow: 'only screen and (max-width: 42em)',
  middle: 'only screen and (max-width: 62em)',
  dark: '(prefers-color-scheme: dark)',
  light: '(prefers-color-scheme: light)',
} as const

export type Medium = keyof typeof MEDIA
export const isMedium = (name: string): name is Medium => Object.hasOwn(MEDIA, name)
export const MEDIA_NAMES = Object.keys(MEDIA).filter(isMedium)

/** Inside the queries of its media, if it has any. */
export function within(media: readonly string[], css: string): string {
  const queries = media.filter(isMedium).map((name) => MEDIA[name])
  return queries.length === 0 || css === '' ? css : `@media ${queries.join(',')}{${css}}`
}
