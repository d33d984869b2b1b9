/*
 * Pictures that are kept here, in clean HTML, as a page shows them: with their size, so that the text does not jump when
 * they come; in the widths there are, so that a telephone does not load what a screen needs; asked for when they are
 * near. Nothing of this is stored. It reads the cleaner's own spelling and nothing else, as the guard does.
 */
interface PictureFacts {
  readonly width: number
  readonly height: number
  /** Of the smaller ones beside it. */
  readonly widths: readonly number[]
  /** The smaller ones stand still. */
  readonly moving: boolean
}

const PICTURE = /<img((?: [a-z]+="[^"<>]*")*)>/g
const SOURCE = / src="(?:https?:\/\/[^/"<>]+)?(\/images\/([0-9a-f]{64})\.(?:jpg|png|gif))"/
/** A text is as wide as this, or as the window. */
const COLUMN = 704

export function showPictures(html: string, pictures: Readonly<Record<string, PictureFacts>>): string {
  if (!html.includes('/images/')) return html
  return html.replace(PICTURE, (written, attributes: string) => {
    const [whole = '', address = '', hash = ''] = SOURCE.exec(attributes) ?? []
    const facts = Object.hasOwn(pictures, hash) ? pictures[hash] : undefined
    return facts ? shown(attributes.replace(whole, ` src="${address}"`), { address, facts }) : written
  })
}

interface Known {
  readonly address: string
  readonly facts: PictureFacts
}

function shown(attributes: string, { address, facts }: Known): string {
  const size = sizeOf(attributes, facts)
  const later = ' loading="lazy" decoding="async"'
  const plain = `<img${attributes.replace(/ (?:width|height)="[^"]*"/g, '')} width="${size.width}" height="${size.height}"`
  const [narrow] = facts.widths
  if (narrow === undefined) return `${plain}${later}>`
  if (!facts.moving)
    return `${plain} srcset="${choices(address, facts)}" sizes="${room(size.width)}"${later}>`
  return `<picture><source srcset="${smaller(address, narrow)}" type="image/webp" media="(prefers-reduced-motion: reduce)">${plain}${later}></picture>`
}

/** As its writer wants it; of one side alone, the other follows. */
function sizeOf(attributes: string, { width, height }: PictureFacts) {
  const w = Number(/ width="(\d+)"/.exec(attributes)?.[1] ?? 0)
  const h = Number(/ height="(\d+)"/.exec(attributes)?.[1] ?? 0)
  if (w && h) return { width: w, height: h }
  if (w) return { width: w, height: Math.max(1, Math.round((w * height) / width)) }
  return h ? { width: Math.max(1, Math.round((h * width) / height)), height: h } : { width, height }
}

const smaller = (address: string, width: number): string => address.replace(/\.\w+$/, `-${width}.webp`)

const choices = (address: string, { width, widths }: PictureFacts): string =>
  [...widths.map((narrow) => `${smaller(address, narrow)} ${narrow}w`), `${address} ${width}w`].join(', ')

function room(width: number): string {
  const most = Math.min(width, COLUMN)
  return `(max-width: ${most}px) 100vw, ${most}px`
}
