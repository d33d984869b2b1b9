import type { Entries } from '../epub-package.ts'
import { NOTHING_ABOUT, NotRead, type ReadDocument, type Remark } from './document.ts'
import { odtStyles } from './odt-styles.ts'
import { type Met, writeBody } from './odt-words.ts'
import { textOfPart, xmlOfPart } from './parts.ts'
import { below, kid, parseXml, wordsOf, type XmlElement } from './xml.ts'

const PREFIXES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['office', 'style', 'text', 'table', 'drawing', 'meta'].map((name) => [
      `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`,
      name === 'drawing' ? 'draw' : name,
    ]),
  ),
  'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
  'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0': 'svg',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://purl.org/dc/elements/1.1/': 'dc',
}

/** OpenDocument text: LibreOffice's own. */
export async function readOdt(entries: Entries): Promise<ReadDocument> {
  if (/encryption-data/.test((await textOfPart(entries, 'META-INF/manifest.xml')) ?? ''))
    throw new NotRead('locked')
  const content = await xmlOfPart(entries, 'content.xml', PREFIXES)
  if (!content) throw new NotRead('damaged')
  const styles = await xmlOfPart(entries, 'styles.xml', PREFIXES)
  const meta = await xmlOfPart(entries, 'meta.xml', PREFIXES)
  return read([...(styles ? [styles] : []), content], meta, (name) => entries.get(name.replace(/^\.\//, '')))
}

/** The same in one XML file (FODT). */
export const readFlatOdt = (text: string): ReadDocument => {
  const whole = parseXml(text, PREFIXES)
  return read([whole], whole, () => undefined)
}

function read(
  trees: readonly XmlElement[],
  meta: XmlElement | undefined,
  bytesOf: Met['bytesOf'],
): ReadDocument {
  const [body] = trees.flatMap((tree) => [...below(tree, 'office:text')])
  if (!body) throw new NotRead('not-recognised')
  const met: Met = {
    ...{ styles: odtStyles(trees), counts: new Map(), pictures: [], notes: [], found: [], bytesOf },
  }
  const html = writeBody(body, met)
  const [title] = meta ? [...below(meta, 'dc:title')] : []
  return {
    html,
    about: { ...NOTHING_ABOUT, title: title ? wordsOf(title) : '', language: languageOf(trees, meta) },
    remarks: remarksOf(met),
    pictures: met.found,
  }
}

/** Of the style that all others begin with; the document's own word for it is of the program. */
function languageOf(trees: readonly XmlElement[], meta: XmlElement | undefined): string {
  const usual = trees
    .flatMap((tree) => [...below(tree, 'style:default-style')])
    .find((style) => style.attrs['style:family'] === 'paragraph')
  const said = usual && kid(usual, 'style:text-properties')
  const language = said?.attrs['fo:language']
  if (language && language !== 'none') {
    const country = said?.attrs['fo:country']
    return country && country !== 'none' ? `${language}-${country}` : language
  }
  const [word] = meta ? [...below(meta, 'dc:language')] : []
  return word ? wordsOf(word) : ''
}

const remarksOf = ({ counts, pictures }: Met): Remark[] => [
  ...[...counts].map(([what, many]) => ({ what, many })),
  ...(pictures.length ? [{ what: 'pictures' as const, many: pictures.length, names: pictures }] : []),
]
