/** PostgreSQL's text search configuration for a language (made by migrations/0003-works.sql). */
const STEMMED: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  nl: 'dutch',
  en: 'english',
  fi: 'finnish',
  fr: 'french',
  de: 'german',
  el: 'greek',
  hu: 'hungarian',
  id: 'indonesian',
  ga: 'irish',
  it: 'italian',
  lt: 'lithuanian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  es: 'spanish',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  eu: 'basque',
  hi: 'hindi',
}

export const textConfig = (language: string): string =>
  `pal_${STEMMED[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'simple'}`
