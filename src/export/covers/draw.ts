import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import { fontFolders } from '../pdf/fonts.ts'
import { lettersIn } from '../pdf/letters.ts'
import type { Face, Shape } from './face.ts'

export type Kind = 'jpg' | 'png'

/** In dots, for screens of twice as many. */
const WIDTHS: Readonly<Record<Shape, number>> = { cover: 1000, card: 1200 }
const ROOM = import.meta.dirname

/** The face as a picture. The letters are drawn by typst, so that they are the same on every machine. */
export async function draw(face: Face, kind: Kind): Promise<Buffer> {
  const drawn = sharp(Buffer.from(svgOf(face)), { density: 180 }).resize({ width: WIDTHS[face.shape] })
  return kind === 'jpg'
    ? drawn.flatten({ background: face.ground }).jpeg({ quality: 86, mozjpeg: true }).toBuffer()
    : drawn.png({ palette: true, colours: 64 }).toBuffer()
}

let compiler: NodeCompiler | undefined
let page = ''

function svgOf(face: Face): string {
  compiler ??= NodeCompiler.create({ workspace: ROOM, fontArgs: [{ fontPaths: [...fontFolders()] }] })
  page ||= readFileSync(join(ROOM, 'cover.typ'), 'utf8')
  const undrawable = unknownIn(compiler, `${face.title}${face.by}${face.fandom}${face.archive}`)
  const text = (words: string): string => [...words].filter((one) => !undrawable.has(one)).join('').trim()
  const known = { ...face, title: text(face.title), by: text(face.by), fandom: text(face.fandom), archive: text(face.archive) }
  compiler.mapShadow(join(ROOM, 'face.json'), Buffer.from(JSON.stringify(known)))
  const svg = compiler.plainSvg({ mainFileContent: page })
  compiler.evictCache(5)
  return svg
}

const asked = new Map<string, boolean>()
const SAYS = /the text \\?"(.+?)\\?" could not be displayed with any font/su

/** Letters for which there is no face: a cover is without them rather than with boxes. */
function unknownIn(typst: NodeCompiler, words: string): ReadonlySet<string> {
  const letters = [...lettersIn(words)]
  for (const one of letters) if (!asked.has(one)) asked.set(one, isKnown(typst, one))
  return new Set(letters.filter((one) => !asked.get(one)))
}

function isKnown(typst: NodeCompiler, letter: string): boolean {
  typst.mapShadow(join(ROOM, 'letter.json'), Buffer.from(JSON.stringify(letter)))
  const { result } = typst.compile({ mainFileContent: '#json("letter.json")' })
  try {
    if (result) typst.pdf(result, { pdfStandard: 'a-2b' })
    return true
  } catch (fault) {
    if (SAYS.test(String(fault))) return false
    throw fault
  }
}
