import { attr, type Element, elementsIn } from '../../prose/index.ts'
import { type BookNode, NO_FACTS } from './book-node.ts'

/** What is in an element, as the page's reader reads it. */
type Inside = (element: Element) => BookNode[]

/** More columns than a page has room for: their words are set row by row instead. */
const MOST_COLUMNS = 12

/** A table as typst takes it: every cell within its columns, whatever was written. */
export function readTable(table: Element, inside: Inside): BookNode[] {
  const captions = elementsIn(table).filter(({ tagName }) => tagName === 'caption')
  const caption: BookNode[] = captions.map((one) => ['caption', {}, inside(one)])
  const rows = elementsIn(table)
    .flatMap((part) => elementsIn(part))
    .filter(({ tagName }) => tagName === 'tr')
  const columns = Math.max(...rows.map(widthOf), 0)
  if (columns === 0) return caption
  if (columns > MOST_COLUMNS || rows.some(spansRows))
    return [...caption, ...rows.map((row) => asLine(row, inside))]
  const cells = rows.flatMap((row) => cellsOf(row, columns, inside))
  const heads = headRows(rows).reduce((sum, row) => sum + cellsOf(row, columns, inside).length, 0)
  return [...caption, ['table', { columns, heads }, cells]]
}

/** Rows at the top that are headings all through, unless nothing is below them. */
function headRows(rows: readonly Element[]): readonly Element[] {
  const first = rows.findIndex((row) => cellsIn(row).some(({ tagName }) => tagName !== 'th'))
  return rows.slice(0, Math.max(0, first))
}

const cellsIn = (row: Element): Element[] => elementsIn(row)
const spanOf = (cell: Element): number => Number(attr(cell, 'colspan') ?? 1)
const widthOf = (row: Element): number => cellsIn(row).reduce((sum, cell) => sum + spanOf(cell), 0)
const spansRows = (row: Element): boolean =>
  cellsIn(row).some((cell) => Number(attr(cell, 'rowspan') ?? 1) > 1)

function cellsOf(row: Element, columns: number, inside: Inside): BookNode[] {
  const cells = cellsIn(row).map((cell): BookNode => {
    const head = cell.tagName === 'th'
    return ['cell', { colspan: spanOf(cell), rowspan: 1, head }, inside(cell)]
  })
  const missing = columns - widthOf(row)
  return missing > 0 ? [...cells, ['cell', { colspan: missing, rowspan: 1, head: false }, []]] : cells
}

const asLine = (row: Element, inside: Inside): BookNode => [
  'p',
  NO_FACTS,
  cellsIn(row).flatMap((cell, at) => [...(at > 0 ? [' · '] : []), ...inside(cell)]),
]
