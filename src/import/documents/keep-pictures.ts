import type { Member } from '../../core/actor.ts'
import type { Db } from '../../storage/transaction.ts'
import { keepImage } from '../../works/index.ts'
import type { KeepingPictures } from '../bring-pictures.ts'
import type { FileRead, Remark } from './document.ts'
import { PLACE, type ReadPicture, withoutPictures } from './pictures.ts'

interface Keeping {
  readonly db: Db
  readonly by: Member
  readonly now: Date
  readonly pictures: KeepingPictures
}

/**
 * The pictures of a file, kept as if its writer had sent each; the text names them as they are called here. One that is
 * refused is named with why, and its place goes. A description that the file does not have is asked for later.
 */
export async function keepPictures(
  keeping: Keeping,
  file: FileRead,
): Promise<{ readonly file: FileRead; readonly refused: readonly Remark[] }> {
  const kept = new Map<string, string>()
  const refused: Remark[] = []
  for (const picture of file.pictures) {
    const outcome = await keepOne(keeping, picture)
    if (typeof outcome !== 'string') kept.set(picture.mark, outcome.file)
    else refused.push({ what: 'picture-refused', many: 1, names: [calledIn(picture, file)], fault: outcome })
  }
  const swap = (html: string): string => placed(html, kept, file.pictures)
  return {
    refused,
    file: {
      ...file,
      pictures: [],
      blocks: file.blocks
        .map((block) => ({ ...block, html: swap(block.html) }))
        .filter(({ html }) => html !== '<p></p>' && html !== ''),
      notes: Object.fromEntries(Object.entries(file.notes).map(([key, note]) => [key, swap(note)])),
    },
  }
}

const ALT_LONGEST = 1_000

const keepOne = ({ db, by, now, pictures }: Keeping, { alt, name, bytes }: ReadPicture) =>
  keepImage({ db, ...pictures, now, undescribed: true }, by, {
    bytes: Buffer.from(bytes),
    name,
    alt: alt.slice(0, ALT_LONGEST),
  })

const calledIn = ({ alt, name }: ReadPicture, file: FileRead): string => alt || name || file.name

function placed(html: string, kept: ReadonlyMap<string, string>, all: readonly ReadPicture[]): string {
  if (all.length === 0) return html
  const gone = new Set(all.map(({ mark }) => mark).filter((mark) => !kept.has(mark)))
  return withoutPictures(html, gone).replace(PLACE, (place, mark: string) => {
    const file = kept.get(mark)
    return file === undefined ? place : place.replace(/\/images\/[0-9a-f]{64}\.png/, `/images/${file}`)
  })
}
