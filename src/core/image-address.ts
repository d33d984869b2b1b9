/**
 * Where pictures that are kept here are: `/images/<hash>.jpg`, and smaller ones at `/images/<hash>-480.webp`. What comes
 * before the hyphen or the dot is the same for all sizes of one. Texts hold these addresses; src/routes.ts answers them.
 */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/gif'

const IMAGE_ENDINGS: Readonly<Record<ImageType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
}

/** Wide enough for a telephone, for a page, for a page on a screen of twice as many dots. */
export const IMAGE_WIDTHS: readonly number[] = [480, 960, 1600]
export const SMALLER_TYPE = 'image/webp'

export interface ImageName {
  readonly hash: string
  /** Absent: as large as it is. */
  readonly width?: number
}

const ADDRESS = /^\/images\/([0-9a-f]{64}(?:-(?:480|960|1600)\.webp|\.(?:jpg|png|gif)))$/
const FILE = /^([0-9a-f]{64})(?:-(480|960|1600)\.webp|\.(?:jpg|png|gif))$/

/** Is this the address of a picture of ours, without the archive's own? */
export const isImageAddress = (address: string): boolean => ADDRESS.test(address)

export const imageHash = (address: string): string | undefined =>
  imageNameIn(ADDRESS.exec(address)?.[1] ?? '')?.hash

export function imageNameIn(file: string): ImageName | undefined {
  const [, hash, width] = FILE.exec(file) ?? []
  return hash === undefined ? undefined : { hash, ...(width ? { width: Number(width) } : {}) }
}

/** The name of its file, which is the end of its address. */
export const imageFile = (hash: string, type: ImageType): string => `${hash}.${IMAGE_ENDINGS[type]}`
export const smallerFile = (hash: string, width: number): string => `${hash}-${width}.webp`
