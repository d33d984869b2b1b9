import type { Book, Section } from './book.ts'
import { cleanAttributes, type Places, resolveLinks } from './links.ts'
import { element, type MarkupNode, writeMarkup } from './markup.ts'
import type { Within } from './pictures.ts'
import { wellPlaced } from './well-placed.ts'
import { xmlAttribute, xmlText } from './xml.ts'

interface FittedSection {
  readonly section: Section
  readonly nodes: readonly MarkupNode[]
  readonly ids: ReadonlySet<string>
}

const NONE: Within = new Map()

/** The section's markup in its holder, every element where it may be; links wait until all ids are known. */
export function fitSection(section: Section, pictures: Within = NONE): FittedSection {
  const holder = element('div', [['id', xmlAttribute(section.id)]], wellPlaced(section.markup, pictures))
  if (section.classes) holder.attributes.set('class', xmlAttribute(section.classes))
  const ids = new Set<string>()
  cleanAttributes([holder], ids)
  holder.attributes.set('epub:type', section.kind)
  holder.attributes.set('role', `doc-${section.kind}`)
  return { section, nodes: [holder], ids }
}

export function sectionPage(book: PageBook, fitted: FittedSection, places: Places): string {
  const { section, nodes } = fitted
  resolveLinks(nodes, { file: section.file, places, base: book.source })
  const facts = (section.meta ?? []).map(
    ([name, content]) => `<meta name="${xmlAttribute(name)}" content="${xmlAttribute(content)}"/>\n`,
  )
  return page(book, section, facts.join(''), writeMarkup(nodes))
}

/** What a page says of its book. */
type PageBook = Pick<Book, 'title' | 'language' | 'direction' | 'source'>

/** One XHTML file of the book around its body. */
export function page(
  book: PageBook,
  { title, language, direction }: Pick<Section, 'title' | 'language' | 'direction'>,
  head: string,
  body: string,
): string {
  const lang = xmlAttribute(language ?? book.language)
  return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${lang}" xml:lang="${lang}" dir="${direction ?? book.direction}">
<head>
<meta charset="utf-8"/>
<title>${named(title, book.title)}</title>
${head}<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
${body}
</body>
</html>
`
}

/** A name that shows: readers refuse empty titles. */
export const named = (...names: readonly string[]): string =>
  names.map((name) => xmlText(name).trim()).find(Boolean) ?? 'Untitled'
