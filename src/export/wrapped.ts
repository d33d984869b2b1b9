import type { TextBlock } from './text-blocks.ts'

/** Letters in a line: as many as a mail or a terminal shows. Chinese and Japanese are twice as wide. */
const COLUMN = 72
const WIDE_COLUMN = 36

export const columnOf = (language: string): number =>
  /^(?:zh|ja|yue|nan)\b/.test(language) ? WIDE_COLUMN : COLUMN

/** Blocks as lines of text, a blank line between two. */
export const wrapped = (blocks: readonly TextBlock[], column: number): string =>
  blocks.map((one) => blockLines(one, column).join('\n')).join('\n\n')

function blockLines({ lines, indent, sign, asTyped }: TextBlock, column: number): string[] {
  const before = ' '.repeat(indent)
  const cut = asTyped ? lines : lines.flatMap((line) => wrap(line, Math.max(column - indent, 20)))
  return cut.map((line, at) =>
    at === 0 && sign ? before.slice(sign.length) + sign + line : `${before}${line}`.trimEnd(),
  )
}

/** One line of a writer's as lines that fit; a word that is longer than that has a line to itself. */
export function wrap(line: string, column: number): string[] {
  const lines: string[] = []
  let open = ''
  let length = 0
  for (const [piece, spaced] of pieces(line, column <= WIDE_COLUMN)) {
    const size = [...piece].length
    if (open !== '' && length + size + (spaced ? 1 : 0) > column) {
      lines.push(open)
      open = piece
      length = size
    } else {
      open += (spaced && open !== '' ? ' ' : '') + piece
      length = [...open].length
    }
  }
  return [...lines, open]
}

const WIDE =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef])/u

/**
 * What must stay together, and whether a space stood before it. Not after a dash that ends a word: who reads the lines
 * again would take them for one word.
 */
function* pieces(line: string, wide: boolean): Generator<readonly [piece: string, spaced: boolean]> {
  for (const word of line.split(/(?<![\p{L}\p{N}][-—]) +/u)) {
    let spaced = true
    for (const part of wide ? word.split(WIDE) : [word]) {
      yield [part, spaced]
      spaced = false
    }
  }
}
