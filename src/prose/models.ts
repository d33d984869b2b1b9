/*
 * What may stand in a text, and what may stand in that. The names are AO3's (reference/ao3.md §3); obsolete ones
 * are renamed to their HTML5 heirs; the content models are HTML's, simplified to what a text needs: a phrase
 * never holds a block, so a, ins and del are phrases too.
 *
 *   paragraphs   blocks; loose text is wrapped in <p>, line ends are read as breaks
 *   flow         blocks and loose text, left as it came
 *   phrases      text and phrases; a block is unwrapped to lines
 *   nothing      void
 *   [names]      only these children
 */
export type Inside = 'paragraphs' | 'flow' | 'phrases' | 'nothing' | readonly string[]
type Role = 'block' | 'phrase' | 'object'
interface Model {
  readonly role: Role
  readonly inside: Inside
}

const of = (role: Role, inside: Inside, names: string): [string, Model][] =>
  names.split(' ').map((name) => [name, { role, inside }])

export const MODELS: ReadonlyMap<string, Model> = new Map([
  ...of('block', 'paragraphs', 'blockquote div details'),
  ...of('block', 'flow', 'address caption dd dt figcaption figure li td th'),
  ...of('block', 'phrases', 'h1 h2 h3 h4 h5 h6 pre summary'),
  ...of('block', 'phrases', 'p'),
  ...of('block', 'nothing', 'col hr'),
  ...of('block', ['li'], 'ol ul'),
  ...of('block', ['dt', 'dd'], 'dl'),
  ...of('block', ['caption', 'colgroup', 'thead', 'tbody', 'tfoot'], 'table'),
  ...of('block', ['tr'], 'tbody tfoot thead'),
  ...of('block', ['td', 'th'], 'tr'),
  ...of('block', ['col'], 'colgroup'),
  ...of(
    'phrase',
    'phrases',
    'a abbr b cite code del dfn em i ins kbd q s samp small span strong sub sup u var',
  ),
  ...of('object', 'phrases', 'audio rp rt ruby video'),
  ...of('object', 'nothing', 'br img source track'),
])

/** Obsolete names and their heirs, with the class that keeps the look. */
export const HEIRS: ReadonlyMap<string, readonly [name: string, className?: string]> = new Map([
  ['acronym', ['abbr']],
  ['big', ['span', 'big']],
  ['center', ['div', 'align-center']],
  ['dir', ['ul']],
  ['menu', ['ul']],
  ['strike', ['s']],
  ['tt', ['code']],
])

/** Children that make no sense alone, and the parents that may hold them. */
export const PARENTS: Readonly<Record<string, readonly string[]>> = {
  caption: ['table'],
  col: ['colgroup'],
  colgroup: ['table'],
  dd: ['dl'],
  dt: ['dl'],
  figcaption: ['figure'],
  li: ['ol', 'ul'],
  summary: ['details'],
  tbody: ['table'],
  td: ['tr'],
  tfoot: ['table'],
  th: ['tr'],
  thead: ['table'],
  tr: ['thead', 'tbody', 'tfoot'],
}

/** The child that loose content in a parent is given. */
export const IMPLIED: Readonly<Record<string, string>> = {
  dl: 'dd',
  ol: 'li',
  table: 'tbody',
  tbody: 'tr',
  tfoot: 'tr',
  thead: 'tr',
  tr: 'td',
  ul: 'li',
}

/** What may not stand anywhere below these, though the model of its parent allows it. */
export const BARRED: Readonly<Record<string, readonly string[]>> = {
  address: ['address'],
  h1: ['address', 'dt', 'th'],
  h2: ['address', 'dt', 'th'],
  h3: ['address', 'dt', 'th'],
  h4: ['address', 'dt', 'th'],
  h5: ['address', 'dt', 'th'],
  h6: ['address', 'dt', 'th'],
  table: ['caption'],
}

/** Removed with all they hold: AO3's list, and what no browser shows. */
export const REMOVED: ReadonlySet<string> = new Set(
  'head iframe math noembed noframes noscript plaintext script style svg template title xmp'.split(' '),
)

/** Those whose content a tokenizer must take for text, when no tree builder tells it so. */
export const RAW: ReadonlySet<string> = new Set(
  'iframe noembed noframes noscript plaintext script style title xmp'.split(' '),
)

/** Every element that ends a line, allowed or not. */
export const BLOCKS: ReadonlySet<string> = new Set([
  ...[...MODELS].filter(([, model]) => model.role === 'block').map(([name]) => name),
  ...'article aside body center dialog dir fieldset footer form header hgroup html legend listing main menu nav'.split(
    ' ',
  ),
  ...'optgroup option search section select textarea'.split(' '),
])
