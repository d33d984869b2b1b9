import { direction, languageOf } from '../core/languages.ts'
import { locale } from '../web/say.ts'

/** `lang` and `dir` of a piece of a work's text. */
interface TextLanguage {
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl' | 'auto'
}

const SAME: TextLanguage = {}
/** An empty `lang` says "not known", so that no voice or hyphenation is guessed from the page's language. */
const UNKNOWN: TextLanguage = { lang: '', dir: 'auto' }

/** For spreading onto titles and summaries in lists: nothing where the interface speaks the same language. */
export function textLanguage(code: string): TextLanguage {
  return code === locale() ? SAME : ownLanguage(code)
}

/** For the work's own text, which always says what it is written in. */
export function ownLanguage(code: string): TextLanguage {
  if (code === 'und' || code === 'mul') return UNKNOWN
  return { lang: languageOf(code)?.code ?? code, dir: direction(code) }
}
