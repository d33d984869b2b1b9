import { xmlText } from '../epub/index.ts'
import { surelyClean } from '../prose/index.ts'
import { afterword } from './afterword.ts'
import { chapterOfMany, onlyChapter } from './chapter.ts'
import { type DownloadInput, isChaptered } from './download-input.ts'
import type { Frame } from './frame.ts'
import { preface } from './preface.ts'
import { textBlocks } from './text-blocks.ts'
import { columnOf, wrapped } from './wrapped.ts'

/** The words by which whoever reads AO3's texts knows that one is whole. */
const CLOSING = 'Please drop by the Archive and comment to let the creator know if you enjoyed their work!'

/**
 * The work as plain text, piece by piece so that a long one is in memory but once: what the HTML download says, in its
 * order and with its labels.
 */
export function* textDownload(input: DownloadInput): Generator<string> {
  const { record } = input
  const say = (html: string): string => wrapped(textBlocks(html), columnOf(record.language))
  yield `${say(preface(input, FRAME))}\n\n\n`
  for (const chapter of record.chapters) {
    const written = isChaptered(record) ? chapterOfMany : onlyChapter
    yield `${say(written(input, chapter, FRAME))}\n\n\n`
  }
  yield `${say(closed(afterword(input, FRAME)))}\n`
}

const closed = (html: string): string =>
  `${html.slice(0, html.lastIndexOf('<p class="message">'))}<p>${xmlText(CLOSING)}</p>`

const FRAME: Frame = { prose: surelyClean, endNotes: '#endnotes', language: '' }
