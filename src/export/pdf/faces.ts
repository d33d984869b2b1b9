import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFiles } from './fonts.ts'

/** Where the small pages lie that are set within the program: nothing is read from there, all is handed over. */
export const ROOM = import.meta.dirname

let compiler: NodeCompiler | undefined

/** For what is little: covers, and questions about letters. Books are set in a program of their own. */
export function typesetter(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: ROOM, fontArgs: [{ fontPaths: [...fontFiles()] }] })
  return compiler
}

const ANY = '#json("letter.json").letter'
// Where no face of those named is there, typst draws nothing and says nothing: the first is always there.
const AMONG = `#set text(font: ("Libertinus Serif", ..json("letter.json").faces), fallback: false)\n${ANY}`

const asked = new Map<string, boolean>()

/** Is there a face that draws this letter? Typst says so when it is asked for PDF/A. */
export function hasFace(letter: string, faces?: readonly string[]): boolean {
  const name = [letter, ...(faces ?? [])].join('\n')
  const known = asked.get(name) ?? canSet(letter, faces)
  asked.set(name, known)
  return known
}

function canSet(letter: string, faces: readonly string[] = []): boolean {
  const typst = typesetter()
  typst.mapShadow(join(ROOM, 'letter.json'), Buffer.from(JSON.stringify({ letter, faces })))
  const { result } = typst.compile({ mainFileContent: faces.length > 0 ? AMONG : ANY })
  try {
    if (result) typst.pdf(result, { pdfStandard: 'a-2b' })
    return true
  } catch (fault) {
    if (String(fault).includes('could not be displayed with ')) return false
    throw fault
  }
}

/** A common letter of each script that not every machine has, by languages written in it. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ar: 'ع', fa: 'ع', ur: 'ع', he: 'ש', hi: 'न', mr: 'न', ne: 'न', bn: 'ন', ta: 'த', te: 'త', th: 'ก' },
  ...{ ka: 'ქ', hy: 'Հ', km: 'ក', zh: '的', yue: '的', nan: '的', ja: 'の', ko: '한' },
}

const DEVANAGARI = ['Noto Serif Devanagari', 'Noto Sans Devanagari']
/** Typst's own mathematical face has these letters and cannot join them: only one made for them will do. */
const JOINED: Readonly<Record<string, readonly string[]>> = {
  ...{ hi: DEVANAGARI, mr: DEVANAGARI, ne: DEVANAGARI },
}

/** Can a text in this language be printed here? */
export function canPrint(language: string): boolean {
  const code = language.split('-')[0] ?? ''
  const letter = LETTERS[code]
  return letter === undefined || hasFace(letter, JOINED[code])
}
