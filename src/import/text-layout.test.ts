import { describe, expect, test } from 'vitest'
import { isSceneBreak } from './text-html.ts'
import { layoutOf, paragraphsOf } from './text-layout.ts'

const read = (text: string) => {
  const lines = text.split('\n')
  return paragraphsOf(lines, layoutOf(lines)).map((paragraph) => paragraph.join('<br>'))
}
const LONG =
  'The rain came down on Baker Street as it had every day that week, and on Saturday it came up again through the cellar, which is how Mrs. Hudson found the well-known umbrella of the Duke, and in it a fish, and round the fish a ribbon, and on the ribbon a name.'
const wrapped = (text: string, width: number, indent = '') => {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line += line.trim() === '' ? word : ` ${word}`
  }
  return [...lines, line].join('\n')
}

describe('paragraphs', () => {
  test('one a line', () => {
    expect(read('One.\nTwo.\nThree.')).toEqual(['One.', 'Two.', 'Three.'])
  })

  test('parted by blank lines, with the writer’s own breaks inside', () => {
    expect(read('One.\n\nTwo,\nand two.\n\n\nThree.\n\nFour.')).toEqual([
      'One.',
      'Two,<br>and two.',
      'Three.',
      'Four.',
    ])
  })

  test.each([72, 60])('cut at column %i and parted by blank lines', (width) => {
    const text = [LONG, LONG, 'A short one.', LONG].map((p) => wrapped(p, width)).join('\n\n')
    expect(read(text)).toEqual([LONG, LONG, 'A short one.', LONG])
  })

  test('cut at a column, with verse left as verse', () => {
    const verse = 'O fish,\nO ribbon,\nO Duke.'
    const text = `${wrapped(LONG, 72)}\n\n${verse}\n\n${wrapped(LONG, 72)}\n\n${wrapped(LONG, 72)}`
    expect(read(text)).toEqual([LONG, 'O fish,<br>O ribbon,<br>O Duke.', LONG, LONG])
  })

  test('cut at a column without blank lines, told by indents and short lines', () => {
    const text = [LONG, 'A short one.', LONG].map((p) => wrapped(p, 72, '    ')).join('\n')
    expect(read(text)).toEqual([LONG, 'A short one.', LONG])
  })

  test('Chinese cut at a column is joined without spaces', () => {
    const sentence = '师徒四人走到山前忽然下起雨来八戒问伞呢他已经湿透了悟空说借给妖怪了'.repeat(5)
    const lines = sentence.match(/.{1,30}/gu) ?? []
    expect(read(`${lines.join('\n')}\n\n${lines.join('\n')}\n\n完。`)).toEqual([sentence, sentence, '完。'])
  })

  test('a poem of short lines is not joined', () => {
    const poem = ['The owl', 'and the cat', 'went out', 'to sea', 'in a green', 'and leaky', 'boat for tea']
    expect(read(poem.join('\n'))).toEqual(poem)
  })
})

test('scene breaks are lines of marks, not of words', () => {
  for (const line of ['***', '* * *', '---', '~', '~*~', '#', '- - -', '⁂', '=====', '___', '• • •', '*'])
    expect(isSceneBreak(line), line).toBe(true)
  for (const line of ['—', '-', '...', '…', '“—”', '- so', '* note', '#1', '1', 'x', '', '?!'])
    expect(isSceneBreak(line), line).toBe(false)
})
