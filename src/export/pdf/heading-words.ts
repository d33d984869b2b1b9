import { type BookFacts, type BookNode, NO_FACTS } from './book-node.ts'

/**
 * A heading has a title of words alone, which PDF/UA asks for: how a word is read follows it in brackets, pictures stand
 * below. What has no words is no heading.
 */
export function headingNodes(at: BookFacts, kids: readonly BookNode[]): readonly BookNode[] {
  const words = kids.map(inWords)
  const pictures = kids.flatMap(picturesIn)
  const title: BookNode[] = words.map(said).join('').trim() === '' ? [] : [['heading', at, words]]
  return pictures.length > 0 ? [...title, ['p', { ...NO_FACTS, align: 'center' }, pictures]] : title
}

const said = (node: BookNode): string => (typeof node === 'string' ? node : node[2].map(said).join(''))

function inWords(node: BookNode): BookNode {
  if (typeof node === 'string') return node
  const [name, at, kids] = node
  if (name === 'picture') return ['span', NO_FACTS, ['']]
  const [base = '', above = ''] = kids.map(inWords)
  return name === 'ruby' ? ['span', NO_FACTS, [base, ' (', above, ')']] : [name, at, kids.map(inWords)]
}

const picturesIn = (node: BookNode): readonly BookNode[] =>
  typeof node === 'string' ? [] : node[0] === 'picture' ? [node] : node[2].flatMap(picturesIn)
