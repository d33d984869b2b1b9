/**
 * Whether elements nest deeper than a person writes. Counted on the text, before parsing: a parser takes time
 * quadratic in the depth, so sixty megabytes of `<div>` would keep it busy for hours.
 */
export function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (const [, close, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (NO_END.has(name.toLowerCase())) continue
    depth = close ? Math.max(0, depth - 1) : depth + 1
    if (depth > DEEPEST) return true
  }
  return false
}

/** Real files stay under 50; forgotten end tags may pile up in old ones. */
const DEEPEST = 4_000

/** Elements that have no end tag, or may leave it out. */
const NO_END = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot option'.split(
    ' ',
  ),
)
