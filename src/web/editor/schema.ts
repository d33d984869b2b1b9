import { Mark, Node } from '@tiptap/core'
import { type Attrs, type Kid, MODELS } from '../../prose/index.ts'

/*
 * The document is the cleaner's tree (src/prose/models.ts), element by element: what the editor can hold is what the
 * archive keeps, and opening a text and saving it changes nothing.
 *
 *   block                      a node of the same name
 *   phrase (em, a, span…)      a mark of the same name; one without content is the atom `hollow`
 *   br, img                    atoms
 *   ruby, audio, video,        atoms that carry what is inside them: what is in there is not typed into
 *   colgroup
 *   text beside blocks (li…)   the node `loose`, which has no tag of its own
 *
 * A mark knows how deep it stood among its like (`depth`) and, after a neighbour of the same kind, that it is not its
 * continuation (`twin`): ProseMirror's marks are a set without order, and HTML's phrases are not.
 */
const PHRASES: readonly string[] = namesOf('phrase')
export const CARRIERS: ReadonlySet<string> = new Set(['audio', 'colgroup', 'ruby', 'video'])
/** Blocks of text: they hold phrases, and no block. */
export const TEXT_BLOCKS: ReadonlySet<string> = new Set(
  namesOf('block').filter((name) => MODELS.get(name)?.inside === 'phrases'),
)

function namesOf(role: 'block' | 'phrase'): string[] {
  return [...MODELS].filter(([, model]) => model.role === role).map(([name]) => name)
}

const NO_ATTRS: Attrs = []
const NO_KIDS: readonly Kid[] = []

/** Of a node or mark of this schema. */
export const attrsOf = ({ attrs }: { readonly attrs: Record<string, unknown> }): Attrs => {
  const given: unknown = attrs.attrs
  return isAttrs(given) ? given : NO_ATTRS
}
export const kidsOf = ({ attrs }: { readonly attrs: Record<string, unknown> }): readonly Kid[] => {
  const given: unknown = attrs.kids
  return isKids(given) ? given : NO_KIDS
}
const isAttrs = (given: unknown): given is Attrs => Array.isArray(given)
const isKids = (given: unknown): given is readonly Kid[] => Array.isArray(given)

/** What stands anywhere else than in its own parent. */
const FREE = namesOf('block').filter(
  (name) =>
    !'caption col colgroup dd dt figcaption li summary tbody td tfoot th thead tr'.split(' ').includes(name),
)
const ORDERED_FREE = ['p', ...FREE.filter((name) => name !== 'p')]

const CONTENT: Readonly<Record<string, string>> = {
  details: 'summary (block | loose)*',
  dl: '(dt | dd)*',
  figure: '(block | loose | figcaption)*',
  ol: 'li*',
  table: '(caption | colgroup | thead | tbody | tfoot)*',
  tbody: 'tr*',
  tfoot: 'tr*',
  thead: 'tr*',
  tr: '(td | th)*',
  ul: 'li*',
}

function contentOf(name: string): string {
  if (TEXT_BLOCKS.has(name)) return 'inline*'
  const own = CONTENT[name]
  if (own !== undefined) return own
  return MODELS.get(name)?.inside === 'paragraphs' ? '(block | loose)*' : '(loose | block)*'
}

/** How an element is read that the browser itself made while somebody typed. */
const given = {
  attrs: { default: NO_ATTRS, rendered: false, parseHTML: (): Attrs => NO_ATTRS },
}
const shown = (attrs: Attrs): Record<string, string> => Object.fromEntries(attrs)

/** Shown under another name while it is edited: a fold that folds would hide what is typed. */
const STAND_INS: Readonly<Record<string, string>> = { details: 'details-edited', summary: 'summary-edited' }

function blockNode(name: string): Node {
  const leaf = MODELS.get(name)?.inside === 'nothing'
  const isolating = ['td', 'th', 'caption', 'summary', 'figcaption'].includes(name)
  const standIn = STAND_INS[name]
  return Node.create({
    name,
    group: ORDERED_FREE.includes(name) ? 'block' : '',
    ...(leaf ? {} : { content: contentOf(name) }),
    ...(name === 'pre' ? { code: true, whitespace: 'pre' as const } : {}),
    isolating,
    defining: TEXT_BLOCKS.has(name) && name !== 'p',
    addAttributes: () => given,
    parseHTML: () => [{ tag: name }],
    renderHTML({ node }) {
      const attrs = shown(attrsOf(node))
      if (standIn) return ['div', { ...attrs, class: `${standIn} ${attrs.class ?? ''}` }, 0]
      return leaf ? [name, attrs] : [name, attrs, 0]
    },
  })
}

/** An element as the editor shows it: built node by node, so that no text is ever read as markup. */
function elementOf(name: string, attrs: Attrs, kids: readonly Kid[]): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of attrs) made.setAttribute(key, value)
  for (const kid of kids)
    made.append(typeof kid === 'string' ? kid : elementOf(kid.name, kid.attrs, kid.kids))
  return made
}

const carrier = (name: string): Node =>
  Node.create({
    name,
    group: name === 'colgroup' ? '' : 'inline',
    inline: name !== 'colgroup',
    atom: true,
    addAttributes: () => ({
      ...given,
      kids: { default: NO_KIDS, rendered: false, parseHTML: () => NO_KIDS },
    }),
    renderHTML: ({ node }) => elementOf(name, attrsOf(node), kidsOf(node)),
  })

const inlineAtom = (name: string): Node =>
  Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: name !== 'br',
    ...(name === 'img' ? { draggable: true } : {}),
    addAttributes: () => given,
    parseHTML: () => (name === 'br' ? [{ tag: 'br' }] : []),
    renderHTML: ({ node }) => [name, shown(attrsOf(node))],
    ...(name === 'br' ? { linebreakReplacement: true } : {}),
  })

/** `<a id="text-note"></a>`: a target, or an ornament of a class. */
const hollow = Node.create({
  name: 'hollow',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ ...given, name: { default: 'span', rendered: false } }),
  renderHTML: () => ['span', { class: 'hollow-edited' }],
})

const loose = Node.create({
  name: 'loose',
  content: 'inline*',
  parseHTML: () => [{ tag: 'div.loose-edited' }],
  renderHTML: () => ['div', { class: 'loose-edited' }, 0],
})

const phrase = (name: string): Mark =>
  Mark.create({
    name,
    excludes: '',
    inclusive: name !== 'a',
    ...(name === 'code' ? { code: true } : {}),
    addAttributes: () => ({
      ...given,
      depth: { default: null, rendered: false },
      twin: { default: false, rendered: false },
    }),
    parseHTML: () => [{ tag: name }],
    renderHTML: ({ mark }) => [name, shown(attrsOf(mark)), 0],
  })

/** Everything the cleaner allows, and nothing else. */
export const schemaParts = (): (Node | Mark)[] => [
  Node.create({ name: 'doc', topNode: true, content: '(block | loose)+' }),
  Node.create({ name: 'text', group: 'inline' }),
  ...[...ORDERED_FREE, ...namesOf('block').filter((name) => !ORDERED_FREE.includes(name))]
    .filter((name) => name !== 'col' && !CARRIERS.has(name))
    .map(blockNode),
  loose,
  ...[...CARRIERS].map(carrier),
  inlineAtom('br'),
  inlineAtom('img'),
  hollow,
  ...PHRASES.map(phrase),
]
