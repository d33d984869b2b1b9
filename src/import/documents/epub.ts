import { attr, find, findAll, type Parent, parseDocument, plain, textOf } from '../../prose/index.ts'
import { decodeText } from '../decode.ts'
import { bytesAt, type Entries, isCover, named, readPackage } from '../epub-package.ts'
import { LIMITS } from '../source.ts'
import { notTooManyTags } from '../too-much.ts'
import { expandSelfClosing } from '../xhtml.ts'
import { NotRead, type ReadDocument, type Remark } from './document.ts'
import { type BytesAt, dataAt, readBody } from './html-file.ts'
import { remarkOnDownload } from './is-download.ts'
import { type Sheet, sheetOf } from './looks.ts'
import { asNotRead, textOfPart } from './parts.ts'
import type { FoundPicture } from './pictures.ts'

export const isEpub = (names: readonly string[]): boolean =>
  names.includes('META-INF/container.xml') ||
  (names.includes('mimetype') && names.some((name) => name.endsWith('.opf')))

/** A book of one's own: its pages in the order they are read. */
export async function readEpub(entries: Entries): Promise<ReadDocument> {
  await notLocked(entries)
  const book = await readPackage(entries).catch(asNotRead)
  if (!book || book.spine.length === 0) throw new NotRead('damaged')
  const html: string[] = []
  const remarks: Remark[] = []
  const pictures: FoundPicture[] = []
  let left: number = LIMITS.text
  for (const [at, path] of book.spine.entries()) {
    const bytes = await bytesAt(entries, path, left).catch(asNotRead)
    if (!bytes) throw new NotRead('damaged')
    left -= bytes.length
    const { text } = decodeText(bytes)
    const root = parseDocument(expandSelfClosing(notTooManyTags(text)))
    if (at === 0) remarks.push(...remarkOnDownload(text))
    const body = find(root, ({ tagName }) => tagName === 'body') ?? root
    if (isCover(body.childNodes)) continue
    if (isContents(body)) {
      remarks.push({ what: 'contents', many: 1 })
      continue
    }
    nameApart(body, at, path, book.spine)
    const read = readBody(body, await sheetFor(entries, root, path), bytesFrom(entries, path))
    html.push(read.html)
    pictures.push(...read.pictures)
    remarks.push(...read.remarks)
  }
  const said = (name: string): string[] => named(book.metadata, name).map(plain).filter(Boolean)
  return {
    html: html.join('\n<hr class="page-break">\n'),
    about: {
      title: said('title')[0] ?? '',
      language: book.language,
      summary: said('description')[0] ?? '',
      tags: said('subject'),
      fandoms: [],
    },
    remarks,
    pictures,
  }
}

const bytesFrom =
  (entries: Entries, path: string): BytesAt =>
  (address) => {
    if (address.startsWith('data:')) return dataAt(address)
    if (!URL.canParse(address, `file:///${path}`)) return undefined
    const { protocol, pathname } = new URL(address, `file:///${path}`)
    return protocol === 'file:' ? entries.get(decodedPath(pathname.slice(1))) : undefined
  }

/** Fonts may be hidden away; text that is makes the book unreadable. */
async function notLocked(entries: Entries): Promise<void> {
  const said = (await textOfPart(entries, 'META-INF/encryption.xml')) ?? ''
  const ways = [...said.matchAll(/EncryptionMethod\b[^<>]*/g)].map(
    ([method]) => /["']([^"']*)["']/.exec(method)?.[1] ?? '',
  )
  if (ways.some((way) => !/idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc/.test(way)))
    throw new NotRead('locked')
}

/** A page that is links and little else. */
function isContents(body: Parent): boolean {
  const links = findAll(body, ({ tagName }) => tagName === 'a')
  if (find(body, (one) => one.tagName === 'nav' && /toc/.test(attr(one, 'epub:type') ?? ''))) return true
  const linked = links.filter((one) => /x?html?(?:#|$)/.test(attr(one, 'href') ?? ''))
  const words = plain(body).length
  return linked.length > 3 && linked.reduce((sum, one) => sum + plain(one).length, 0) > words * 0.7
}

/** Every page has names of its own; links between pages lead to them. */
function nameApart(body: Parent, at: number, path: string, spine: readonly string[]): void {
  for (const one of findAll(body, ({ attrs }) => attrs.some(({ name }) => name === 'id' || name === 'href')))
    one.attrs = one.attrs.flatMap(({ name, value }) => {
      if (name === 'id') return [{ name, value: `p${at}-${value}` }]
      if (name !== 'href' || /^[a-z]+:/i.test(value)) return [{ name, value }]
      if (!URL.canParse(value, `file:///${path}`)) return []
      const to = new URL(value, `file:///${path}`)
      const page = spine.indexOf(decodedPath(to.pathname.slice(1)))
      return to.hash && page >= 0 ? [{ name, value: `#p${page}-${to.hash.slice(1)}` }] : []
    })
}

const decodedPath = (path: string): string =>
  /%(?![0-9a-f]{2})/i.test(path) ? path : decodeURIComponent(path)

async function sheetFor(entries: Entries, root: Parent, path: string): Promise<Sheet> {
  const css = findAll(root, ({ tagName }) => tagName === 'style').map(textOf)
  const links = findAll(root, (one) => one.tagName === 'link' && /stylesheet/i.test(attr(one, 'rel') ?? ''))
  for (const link of links.slice(0, 5)) {
    const href = attr(link, 'href') ?? ''
    if (!URL.canParse(href, `file:///${path}`)) continue
    const at = decodedPath(new URL(href, `file:///${path}`).pathname.slice(1))
    css.push((await textOfPart(entries, at)) ?? '')
  }
  return sheetOf(css.join('\n'))
}
