import { type FoundPicture, foundPicture } from './pictures.ts'

/** A picture while its group is read: `{\pict\pngblip 89504e47…}`, or its bytes as they are after `\bin`. */
export interface RtfPicture {
  kind: 'png' | 'jpg' | null
  readonly hex: string[]
  bytes: string
  /** Of a shape: the name of the property that is being said, and what it is said to be. */
  property: string
  alt: string
}

/** What the text of a group is, within a picture or a shape. */
export type PictureText = 'data' | 'property' | 'value'

/** Where a picture is none of the text: around each page, beside a list, or the same once more for older programs. */
export const NO_PICTURES: ReadonlySet<string> = new Set(
  'header headerl headerr headerf footer footerl footerr footerf listpicture background nonshppict'.split(
    ' ',
  ),
)

export const newPicture = (): RtfPicture => ({ kind: null, hex: [], bytes: '', property: '', alt: '' })

/** A control word within a picture: what it says of the text that follows. */
export function pictureWord(picture: RtfPicture, word: string): PictureText | undefined {
  if (word === 'pngblip') picture.kind = 'png'
  if (word === 'jpegblip') picture.kind = 'jpg'
  if (word === 'sn') picture.property = ''
  return word === 'sn' ? 'property' : word === 'sv' ? 'value' : undefined
}

export function pictureText(picture: RtfPicture, is: PictureText, text: string): void {
  if (is === 'data') picture.hex.push(text)
  else if (is === 'property') picture.property += text
  else if (picture.property.trim() === 'wzDescription') picture.alt += text
}

/** One of a kind that no browser shows is found, and has no bytes: it is named as left out. */
export const pictureFound = ({ kind, hex, bytes, alt }: RtfPicture): FoundPicture =>
  foundPicture({
    alt,
    name: '',
    bytes: async () => {
      if (kind === null) return undefined
      return bytes ? Buffer.from(bytes, 'latin1') : Buffer.from(hex.join('').replace(/\s+/g, ''), 'hex')
    },
  })
