import type { ListedBook } from './book.ts'
import { named, page } from './page.ts'
import { plainOf, xmlAttribute } from './xml.ts'

export const COVER_PAGE = 'cover.xhtml'

/** The book's cover as its first page, described by what is written on it; undefined where it has none. */
export function coverPage(book: ListedBook): string | undefined {
  const cover = book.pictures?.find((picture) => picture.cover)
  if (!cover) return undefined
  const words = [book.title, ...book.creators.map(({ name }) => name)].map((one) => named(one)).join(', ')
  const body = `<section epub:type="cover">
<img src="${cover.file}" role="doc-cover" alt="${xmlAttribute(plainOf(words))}"/>
</section>`
  return page(book, { title: book.title }, `<style>${STYLE}</style>\n`, body)
}

export const hasCover = ({ pictures = [] }: ListedBook): boolean => pictures.some(({ cover }) => cover)

/** As large as the page, whatever shape that has. */
const STYLE = [
  'html, body, section { height: 100%; margin: 0; padding: 0; }',
  'section { text-align: center; }',
  'img { max-width: 100%; max-height: 100vh; height: auto; }',
].join(' ')
