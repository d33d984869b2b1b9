import { createHash } from 'node:crypto'
import { parseWorkId } from '../../core/ids.ts'
import type { WorkHead } from '../../works/index.ts'
import { type DownloadInput, namedCreators } from '../download-input.ts'
import { draw, type Kind } from './draw.ts'
import { faceOf, type Shape, type Written } from './face.ts'

/** Those that were asked for last: of a page of a catalogue, and of the books read just now. */
const MOST_KEPT = 150
const kept = new Map<string, Promise<Buffer>>()

/** What a cover with this written on it is called: another title is another. */
export const coverTag = (written: Written, shape: Shape, kind: Kind): string =>
  createHash('sha256')
    .update(JSON.stringify([faceOf(written, shape), kind, 1]))
    .digest('base64url')
    .slice(0, 22)

/** A cover, 1000 by 1500 dots, or the picture of a link, 1200 by 630. Equal words give equal bytes. */
export function coverFor(written: Written, kind: Kind = 'jpg', shape: Shape = 'cover'): Promise<Buffer> {
  const tag = coverTag(written, shape, kind)
  const known = kept.get(tag)
  if (known) {
    kept.delete(tag)
    kept.set(tag, known)
    return known
  }
  const made = draw(faceOf(written, shape), kind)
  made.catch(() => kept.delete(tag))
  kept.set(tag, made)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  return made
}

/** Of a file that is being made. */
export const writtenInFile = ({ record, archive, workUrl }: DownloadInput): Written => ({
  title: record.title,
  creators: namedCreators(record),
  fandoms: record.fandoms,
  language: record.language,
  archive: archive.name,
  seed: seedOf(workUrl),
})

/** As this reader sees the work. */
export const writtenOn = (work: WorkHead, archive: string): Written => ({
  title: work.title,
  creators: work.creators.map(({ name }) => name),
  fandoms: work.fandoms.map(({ name }) => name),
  language: work.language,
  archive,
  seed: String(work.id),
})

/** One work has one colour, in a file and on a page. */
const seedOf = (workUrl: string): string => String(parseWorkId(workUrl.split('/').at(-1) ?? '') ?? workUrl)
