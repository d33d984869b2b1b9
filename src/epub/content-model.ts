/**
 * What may stand where in EPUB's XHTML, as its schema has it, for the elements that readers' texts use.
 *
 *   flow     = phrasing | block            inside div, blockquote, li, dd, td …
 *   phrasing = text, em, a, ruby …         inside p, headings, pre, and every phrasing element
 *   parts    = li, tr, dt …                inside their own parent only
 */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

export const PHRASING = words(
  'a abbr b bdi bdo br cite code del dfn em i ins kbd mark q ruby s samp small span strong sub sup u var wbr',
)
export const FLOW = words('article aside blockquote details div figure footer header nav section')
export const PHRASING_BLOCKS = words('address h1 h2 h3 h4 h5 h6 p pre')
export const LISTS = words('dl ol ul table')
export const PARTS = words(
  'caption col colgroup dd dt figcaption li rb rp rt rtc summary tbody td tfoot th thead tr',
)
export const MEDIA = words('audio embed iframe img object picture video')
/** Elements of which nothing is kept, not even the text. */
export const DROPPED = words('base input link meta noscript param script source style template title track')

/** Elements HTML has since dropped, and what now does their work. */
export const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['big', 'span'],
  ['center', 'div'],
  ['dir', 'ul'],
  ['font', 'span'],
  ['main', 'div'],
  ['menu', 'ul'],
  ['strike', 's'],
  ['tt', 'code'],
])

export const isBlock = (tag: string): boolean => {
  const now = SUCCESSORS.get(tag) ?? tag
  return FLOW.has(now) || PHRASING_BLOCKS.has(now) || LISTS.has(now) || PARTS.has(now) || now === 'hr'
}

const EVERYWHERE = words('class title dir lang id')
const ONLY_ON: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['a', words('href hreflang rel')],
  ['blockquote', words('cite')],
  ['col', words('span')],
  ['colgroup', words('span')],
  ['del', words('cite datetime')],
  ['img', words('src alt width height')],
  ['details', words('open')],
  ['ins', words('cite datetime')],
  ['li', words('value')],
  ['ol', words('start reversed type')],
  ['q', words('cite')],
  ['td', words('colspan rowspan')],
  ['th', words('colspan rowspan scope')],
])
const VALUES: ReadonlyMap<string, RegExp> = new Map([
  ['cite', /^https?:\/\/[\w.~!$'()*+,;=:@/?%-]+$/],
  ['colspan', /^[1-9]\d{0,2}$/],
  ['datetime', /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)$/],
  ['dir', /^(?:ltr|rtl|auto)$/],
  ['hreflang', /^[a-z]{2,3}(?:-[A-Z]{2})?$/],
  ['height', /^[1-9]\d{0,4}$/],
  ['id', /^[\p{L}_][\p{L}\p{N}_.-]*$/u],
  ['lang', /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$/],
  ['open', /^(?:open)?$/],
  ['rel', /^(?:author|bookmark|help|license|nofollow|noreferrer|external|next|prev|tag)$/],
  ['reversed', /^(?:reversed)?$/],
  ['rowspan', /^[1-9]\d{0,2}$/],
  ['scope', /^(?:row|col|rowgroup|colgroup)$/],
  ['span', /^[1-9]\d{0,2}$/],
  ['start', /^-?\d{1,6}$/],
  ['type', /^[1aAiI]$/],
  ['value', /^-?\d{1,6}$/],
  ['width', /^[1-9]\d{0,4}$/],
])

/** May this attribute, with this value as written, stand on this element? */
export function allows(tag: string, name: string, value: string): boolean {
  if (!EVERYWHERE.has(name) && !ONLY_ON.get(tag)?.has(name)) return false
  return VALUES.get(name)?.test(value) ?? true
}
