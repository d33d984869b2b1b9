import { randomBytes } from 'node:crypto'
import { escapeText } from '../text-html.ts'

/*
 * Pictures inside a document: its reader writes an address of ours that nobody has where one stands, and says where its
 * bytes are. They are fetched when the text is read (fetchPictures), kept when the document is (keep-pictures.ts), and
 * the address becomes that of the kept one; where a picture is not kept, its place goes and the text stays.
 */
export interface FoundPicture {
  /** Of its address: of this one place in this one file. */
  readonly mark: string
  readonly alt: string
  /** As the document calls its file. */
  readonly name: string
  readonly bytes: () => Promise<Uint8Array | undefined>
}

export interface ReadPicture extends Omit<FoundPicture, 'bytes'> {
  readonly bytes: Uint8Array
}

/** Of one upload: more than stand in any story, and what one picture may have. */
const MOST_PICTURES = 100
const LARGEST = 20_000_000
const MOST_BYTES = 100_000_000

export function foundPicture(found: Omit<FoundPicture, 'mark'>): FoundPicture {
  return { ...found, alt: found.alt.replace(/\s+/g, ' ').trim(), mark: randomBytes(32).toString('hex') }
}

export const pictureHtml = ({ mark, alt }: Pick<FoundPicture, 'mark' | 'alt'>): string =>
  `<img src="/images/${mark}.png" alt="${escapeText(alt).replaceAll('"', '&quot;')}">`

interface Fetched {
  readonly pictures: readonly ReadPicture[]
  /** Not in the file, or more than are taken: what they show, as far as they say. */
  readonly missing: readonly FoundPicture[]
}

export async function fetchPictures(found: readonly FoundPicture[]): Promise<Fetched> {
  const pictures: ReadPicture[] = []
  const missing: FoundPicture[] = []
  let left = MOST_BYTES
  for (const one of found) {
    const bytes = pictures.length < MOST_PICTURES ? await one.bytes() : undefined
    if (!bytes || bytes.length === 0 || bytes.length > Math.min(left, LARGEST)) missing.push(one)
    else {
      left -= bytes.length
      pictures.push({ mark: one.mark, alt: one.alt, name: one.name, bytes })
    }
  }
  return { pictures, missing }
}

/** The text without the places of some pictures, as the cleaner or a reader spelled them. */
export function withoutPictures(html: string, marks: ReadonlySet<string>): string {
  if (marks.size === 0) return html
  return html.replace(PLACE, (place, mark: string) => (marks.has(mark) ? '' : place))
}

export const PLACE = /<img src="\/images\/([0-9a-f]{64})\.(?:png|jpg|gif)"[^<>]*>/g
