import { imageHash } from '../core/image-address.ts'
import type { DownloadInput } from './download-input.ts'

const OWN = /<img((?: [a-z]+="[^"<>]*")*)>/g
const SOURCE = / src="(?:https?:\/\/[^/"<>]+)?(\/images\/[0-9a-f]{64}[\w.-]{0,20})"/

/** In clean HTML: pictures that are in the file are named as they are stored, without the archive's own address. */
export const ownAddresses = (html: string, { pictures }: DownloadInput): string =>
  pictures?.size
    ? html.replace(OWN, (written, attributes: string) => {
        const [whole = '', address = ''] = SOURCE.exec(attributes) ?? []
        return pictures.has(address) ? `<img${attributes.replace(whole, ` src="${address}"`)}>` : written
      })
    : html

const WRITTEN = /<img((?: [a-z:]+="[^"<>]*")*) \/>/g

/**
 * In a file of one piece a picture is written where it stands, so that it can be read without a network; its address
 * travels as `data-was-src`. One that is not in the file is at its address on the archive.
 */
export function withPictures(xhtml: string, { pictures, archive }: DownloadInput): string {
  if (!xhtml.includes('/images/')) return xhtml
  return xhtml.replace(WRITTEN, (written, attributes: string) => {
    const [whole = '', address = ''] = SOURCE.exec(attributes) ?? []
    if (!imageHash(address)) return written
    const picture = pictures?.get(address)
    const source = picture
      ? `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`
      : `${archive.url}${address}`
    return `<img${attributes.replace(whole, () => ` src="${source}" data-was-src="${address}"`)} />`
  })
}
