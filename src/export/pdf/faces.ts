import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFolders } from './fonts.ts'

/** Where the small pages lie that are set within the program: nothing is read from there, all is handed over. */
export const ROOM = import.meta.dirname

let compiler: NodeCompiler | undefined

/** For what is little: covers, and questions about letters. Books are set in a program of their own. */
export function typesetter(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: ROOM, fontArgs: [{ fontPaths: [...fontFolders()] }] })
  return compiler
}

const asked = new Map<string, boolean>()

/** Is there a face that draws this letter? Typst says so when it is asked for PDF/A. */
export function hasFace(letter: string): boolean {
  const known = asked.get(letter) ?? canSet(letter)
  asked.set(letter, known)
  return known
}

function canSet(letter: string): boolean {
  const typst = typesetter()
  typst.mapShadow(join(ROOM, 'letter.json'), Buffer.from(JSON.stringify(letter)))
  const { result } = typst.compile({ mainFileContent: '#json("letter.json")' })
  try {
    if (result) typst.pdf(result, { pdfStandard: 'a-2b' })
    return true
  } catch (fault) {
    if (String(fault).includes('could not be displayed with any font')) return false
    throw fault
  }
}

/** A common letter of each script that not every machine has. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ar: 'ع', fa: 'ع', ur: 'ع', he: 'ש', hi: 'न', mr: 'न', bn: 'ন', ta: 'த', th: 'ก' },
  ...{ zh: '的', yue: '的', nan: '的', ja: 'の', ko: '한' },
}

/** Can a text in this language be printed here? */
export function canPrint(language: string): boolean {
  const letter = LETTERS[language.split('-')[0] ?? '']
  return letter === undefined || hasFace(letter)
}
