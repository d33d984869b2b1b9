import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type NodeCompiler as Compiler, NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/*
 * A program of its own, that sets one book and ends: typst cannot be stopped, nor its memory bounded, within ours. It is
 * run by Node itself, so that only types may be left out of it. On standard input: lengths, then pieces.
 *
 *   {"folders", "book": bytes, "pictures": [[name, bytes] …]}\n  book.json  pictures …
 *
 * It answers with a line of JSON and, where there is one, the book.
 */
interface Order {
  readonly folders: readonly string[]
  readonly letters: string
  readonly book: number
  readonly pictures: readonly (readonly [name: string, bytes: number])[]
}

// Nothing of this folder is read but the page itself: all else that typst asks for is handed to it.
const ROOM = import.meta.dirname

function pieces(given: Buffer, order: Order, from: number): { json: Buffer; pictures: [string, Buffer][] } {
  const json = given.subarray(from, from + order.book)
  let at = from + order.book
  const pictures = order.pictures.map(([name, bytes]): [string, Buffer] => {
    at += bytes
    return [name, given.subarray(at - bytes, at)]
  })
  return { json, pictures }
}

function answer(given: Buffer): Answer {
  const end = given.indexOf(10)
  const order: Order = JSON.parse(given.toString('utf8', 0, end))
  const compiler = NodeCompiler.create({ workspace: ROOM, fontArgs: [{ fontPaths: [...order.folders] }] })
  const missing = missingOf(compiler, order.letters)
  if (missing.length > 0) return { missing }
  const { json, pictures } = pieces(given, order, end + 1)
  compiler.mapShadow(join(ROOM, 'book.json'), json)
  for (const [name, bytes] of pictures) compiler.mapShadow(join(ROOM, name), bytes)
  return set(compiler)
}

type Answer = { readonly missing: string[] } | { readonly fault: string } | { readonly pdf: Buffer }

function set(typst: Compiler): Answer {
  const made = typst.compile({ mainFileContent: readFileSync(join(ROOM, 'book.typ'), 'utf8') })
  const { result } = made
  if (!result) return { fault: JSON.stringify(made.takeDiagnostics()?.shortDiagnostics ?? '') }
  return { pdf: archived(typst, result) }
}

/** The most that can be promised: that it can be read aloud, that it lasts, that it looks the same; else nothing. */
const PROMISES = ['ua-1', 'a-2a', 'a-2b'] as const

/** Typst says at the end of its work which demand is not met, and on what; the next promise demands less. */
function archived(typst: Compiler, result: Parameters<Compiler['pdf']>[0]): Buffer {
  for (const pdfStandard of PROMISES) {
    try {
      return typst.pdf(result, { pdfStandard })
    } catch (fault) {
      if (!String(fault).includes(' error: ')) throw fault
    }
  }
  return typst.pdf(result)
}

/** Most that are named: of a script without a face every letter is missing. */
const MOST_MISSING = 40
const SAYS = ' could not be displayed with '

/** `the text \"x\" could not be …`: what stands between the quotes. */
function namedIn(fault: string): string {
  const end = fault.indexOf(SAYS)
  const from = fault.lastIndexOf('the text ', end) + 'the text '.length
  return end < 0 ? '' : fault.slice(from, end).replaceAll('\\', '').slice(1, -1)
}

/** Letters that no face here can draw. Typst names one each time, when it is asked for PDF/A. */
function missingOf(typst: Compiler, letters: string): string[] {
  const found: string[] = []
  let left = [...letters]
  while (found.length < MOST_MISSING) {
    typst.mapShadow(join(ROOM, 'letters.json'), Buffer.from(JSON.stringify(left)))
    const source = '#set page(height: auto)\n#for one in json("letters.json") [#one ]'
    const { result } = typst.compile({ mainFileContent: source })
    try {
      if (result) typst.pdf(result, { pdfStandard: 'a-2b' })
      return found
    } catch (fault) {
      const known = left.filter((one) => namedIn(String(fault)).includes(one))
      if (known.length === 0) return found
      found.push(...known)
      left = left.filter((one) => !known.includes(one))
    }
  }
  return found
}

const made = answer(await buffer(process.stdin))
process.stdout.write(`${JSON.stringify({ ...made, pdf: undefined })}\n`)
if ('pdf' in made) process.stdout.write(made.pdf)
