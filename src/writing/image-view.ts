import type { Member } from '../core/actor.ts'
import { imageFile, imageNameIn, smallerFile } from '../core/image-address.ts'
import { href, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { imagesOf, type OwnImage, roomUsed } from '../works/index.ts'

export interface ImageShown extends OwnImage {
  readonly src: string
  /** The smallest that there is. */
  readonly small: string
  /** Written into a text, it shows the picture there. */
  readonly line: string
  readonly deleting: string
}

export interface ImagesView {
  readonly account: string
  readonly images: readonly ImageShown[]
  /** The one that was just sent. */
  readonly fresh: string | undefined
  readonly all: number
  readonly used: number
  readonly room: number
  readonly from: number
  readonly before: string | null
  readonly after: string | null
}

const PER_PAGE = 48

interface Asked {
  readonly page: string | undefined
  readonly file: string | undefined
}

export async function imagesView(
  { db, imageRoom: room }: { readonly db: Db; readonly imageRoom: number },
  by: Member,
  asked: Asked,
): Promise<ImagesView> {
  const page = /^[1-9]\d{0,5}$/.test(asked.page ?? '') ? Number(asked.page) : 1
  const from = (page - 1) * PER_PAGE
  const { all, images } = await imagesOf(db, by, { from, most: PER_PAGE })
  const at = (n: number): string => href(routes.images, { name: by.name }, { page: n > 1 ? n : null })
  return {
    account: by.name,
    images: images.map((image) => shown(by, image)),
    fresh: imageNameIn(asked.file ?? '')?.hash,
    ...{ all, room, from: from + 1, used: await roomUsed(db, by.id) },
    before: page > 1 ? at(page - 1) : null,
    after: from + images.length < all ? at(page + 1) : null,
  }
}

export async function ownImage(db: Db, by: Member, file: string): Promise<ImageShown | undefined> {
  const hash = imageNameIn(file)?.hash
  if (hash === undefined) return undefined
  const { images } = await imagesOf(db, by, { from: 0, most: 1, hash })
  return images[0] && shown(by, images[0])
}

function shown(by: Member, image: OwnImage): ImageShown {
  const { hash, type, width, height, alt, widths } = image
  const file = imageFile(hash, type)
  const src = addressOf(file)
  const [narrow] = widths
  return {
    ...image,
    src,
    small: narrow === undefined ? src : addressOf(smallerFile(hash, narrow)),
    line: `<img src="${src}" alt="${escaped(alt)}" width="${width}" height="${height}">`,
    deleting: href(routes.deleteImage, { name: by.name, file }),
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const addressOf = (file: string): string => href(routes.image, { file })
