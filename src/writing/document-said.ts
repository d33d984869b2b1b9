import type { Manner, NotReadWhy, Remark } from '../import/index.ts'
import { t } from '../web/say.ts'
import { imageFaultSaid } from './image-faults-said.ts'

/** Why a file was not taken, and what to do: a sentence. */
export const notReadSaid = (why: NotReadWhy): string => NOT_READ[why]()

const SAVE_AS_DOCX = (): string => t('Open it in the program that made it, and save it as DOCX or ODT.')

const NOT_READ: Readonly<Record<NotReadWhy, () => string>> = {
  empty: () => t('There is no text in it.'),
  'not-recognised': () => t('It is none of the kinds of files that are read here.'),
  damaged: () =>
    t(
      'It is damaged: it ends too early, or its parts do not fit together. Save it again and send the new file.',
    ),
  'too-large': () => t('There is more in it than in any work. Divide it into several files.'),
  bomb: () => t('It unpacks to very much more than it is, as no document does, and was not opened.'),
  entities: () => t('It holds instructions that no document needs, and was not read.'),
  tangled: () => t('Its parts are nested deeper than in any document. Save it again from a writing program.'),
  'too-slow': () => t('Reading it took too long. Divide it into several files.'),
  locked: () => t('It is locked with a password. Save it without one.'),
  'old-word': () => t('It is of the old kind that Word wrote before 2007 (DOC). Save it as DOCX.'),
  pages: () => t('It is a document of Pages. Export it as Word (DOCX) there.'),
  pdf: () => t('It is a PDF, which knows lines but no paragraphs.').concat(' ', SAVE_AS_DOCX()),
  picture: () => t('It is a picture, a sound or a film.'),
  sheet: () => t('It is a table or slides, not a text.'),
  ebook: () => t('It is a book for a reading device. Send it as EPUB.'),
  zip: () => t('It is a packed folder. Unpack it and choose the files in it.'),
}

export function remarkSaid({ what, many, names = [], why, fault }: Remark): string {
  if (what === 'picture-refused')
    return t('The picture “{name}” was not taken. {why}', {
      name: names[0] ?? '',
      why: (fault && Object.values(imageFaultSaid(fault)).join(' ')) ?? '',
    })
  if (what === 'not-taken')
    return t('{name} was not taken. {why}', { name: names[0] ?? '', why: why ? notReadSaid(why) : '' })
  return REMARKS[what](many)
}

const REMARKS: Readonly<
  Record<Exclude<Remark['what'], 'not-taken' | 'picture-refused'>, (n: number) => string>
> = {
  'changes-accepted': (n) =>
    t('{n, plural, one {# tracked change was} other {# tracked changes were}} accepted.', { n }),
  comments: (n) => t('{n, plural, one {# comment was} other {# comments were}} left out.', { n }),
  pictures: (n) =>
    t(
      '{n, plural, one {# picture was} other {# pictures were}} not taken. Pictures are added in the text, with words for who cannot see them.',
      {
        n,
      },
    ),
  contents: () => t('The table of contents was left out: the archive makes its own.'),
  hidden: (n) => t('{n, plural, one {# hidden passage was} other {# hidden passages were}} left out.', { n }),
  download: () =>
    t(
      'This is a download from an archive: its title page and all notes stand in the text. Under “Import” its title, tags, notes and chapters are put where they belong.',
    ),
  formulas: (n) => t('{n, plural, one {# formula is} other {# formulas are}} now plain letters.', { n }),
  encoding: () => t('It did not say how its letters are written down. Look whether they are right.'),
  unreadable: (n) => t('{n, plural, one {# letter} other {# letters}} could not be read: shown as �.', { n }),
}

export const MANNER_WORDS: Readonly<Record<Manner, () => string>> = {
  find: () => t('Find them'),
  headings: () => t('At headings'),
  lines: () => t('At lines like “Chapter 3”'),
  pages: () => t('At page breaks'),
  whole: () => t('Not at all: one chapter'),
}
