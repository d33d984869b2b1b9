import { elementsIn, parseHtml, plain } from '../../prose/index.ts'
import { type BookNode, NOTHING } from './book-node.ts'

/** The rows of a title page as labels and what they say. A printed page needs no links to lists. */
export function tagNodes(rows: string): BookNode {
  const [list] = elementsIn(parseHtml(rows))
  const cells = list ? elementsIn(list) : []
  return [
    'rows',
    NOTHING,
    cells.map((cell) => [cell.tagName === 'dt' ? 'label' : 'value', NOTHING, [plain(cell) || ' ']]),
  ]
}
