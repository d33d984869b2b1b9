import type { Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { locale, t } from '../web/say.ts'
import type { NotMade } from './convert.ts'

/** Why there is no such file of a work that is there. */
export function refusedFile(
  c: Handler,
  why: Exclude<NotMade, 'unchanged'>,
  format: string,
  work: string,
): Refused {
  const instead = { href: work, label: t('To the work') }
  if (why === 'busy' || why === 'too-slow') c.header('retry-after', '60')
  if (typeof why !== 'string') return new Refused(422, noFont(why.noFontFor), instead)
  switch (why) {
    case 'not-allowed':
      return new Refused(403, notAllowed(), instead)
    case 'no-calibre':
      return new Refused(422, noCalibre(format), instead)
    case 'busy':
      return new Refused(503, t('Many files are being made just now. Try again in a minute.'), instead)
    case 'too-slow':
      return new Refused(503, tooSlow(), instead)
    case 'too-large':
      return new Refused(413, tooLarge(), instead)
  }
}

/** The work is there for them, its files are not. */
const notAllowed = (): string =>
  t(
    'Its creator asks that this work is not downloaded, and the archive keeps to that. It can be read on its page.',
  )

const noCalibre = (format: string): string =>
  t(
    'This archive has no Calibre, so it makes no {format} files. The EPUB can be sent to a Kindle as it is.',
    { format: format.toUpperCase() },
  )

const noFont = (scripts: readonly string[]): string =>
  t(
    'This archive has no letters to print this work with ({scripts}), so it makes no PDF of it. EPUB and HTML show it with the letters of your own device. Whoever runs the archive can install a font: its guide says how.',
    { scripts: scripts.map(scriptName).join(', ') },
  )

/** In the reader's language; letters of a script that is not known here stand for themselves. */
const scriptName = (code: string): string =>
  /^[A-Z][a-z]{3}$/.test(code)
    ? (new Intl.DisplayNames([locale()], { type: 'script' }).of(code) ?? code)
    : code

const tooSlow = (): string =>
  t('Making this file took longer than the archive allows. EPUB, HTML and text are there at once.')

const tooLarge = (): string =>
  t('This work is too long for one such file. EPUB, HTML, text and Markdown hold it whole.')
