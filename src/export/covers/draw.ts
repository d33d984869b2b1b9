import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { hasFace, ROOM, typesetter } from '../pdf/faces.ts'
import { lettersIn } from '../pdf/letters.ts'
import type { Face, Shape } from './face.ts'

export type Kind = 'jpg' | 'png'

/** In dots, for screens of twice as many. */
const WIDTHS: Readonly<Record<Shape, number>> = { cover: 1000, card: 1200 }

/** The face as a picture. The letters are drawn by typst, so that they are the same on every machine. */
export async function draw(face: Face, kind: Kind): Promise<Buffer> {
  const drawn = sharp(Buffer.from(svgOf(face)), { density: 180 }).resize({ width: WIDTHS[face.shape] })
  return kind === 'jpg'
    ? drawn.flatten({ background: face.ground }).jpeg({ quality: 86, mozjpeg: true }).toBuffer()
    : drawn.png({ palette: true, colours: 64 }).toBuffer()
}

let page = ''

function svgOf(face: Face): string {
  const typst = typesetter()
  page ||= readFileSync(join(import.meta.dirname, 'cover.typ'), 'utf8')
  const drawn = (words: string): string =>
    [...words]
      .filter((one) => lettersIn(one) === '' || hasFace(one))
      .join('')
      .trim()
  const words = {
    title: drawn(face.title),
    by: drawn(face.by),
    fandom: drawn(face.fandom),
    archive: drawn(face.archive),
  }
  typst.mapShadow(join(ROOM, 'face.json'), Buffer.from(JSON.stringify({ ...face, ...words })))
  const svg = typst.plainSvg({ mainFileContent: page })
  typst.evictCache(5)
  return svg
}
