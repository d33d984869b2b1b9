import { append, attribute, isTag, type Kid, type Tag, tag } from './tree.ts'

/** One caption first; heads first and feet last; no empty row; spans only where every column and row begins a cell. */
export function settleTable({ name, attrs, kids }: Tag): Tag {
  const captions = kids.filter((kid) => isTag(kid, 'caption'))
  const groups = kids.filter((kid) => isTag(kid, 'colgroup'))
  const sections = orderSections(
    kids
      .filter(isSection)
      .map(withoutEmptyRows)
      .filter(({ kids }) => kids.length > 0),
  )
  const widths = rowWidths(sections)
  const columns = groups.filter(isTagOnly).reduce((sum, group) => sum + columnsOf(group), 0)
  const shown = sections.length > 0 && widths?.every((width) => width === columns) ? groups : []
  return tag(name, attrs, [
    ...joinCaptions(captions),
    ...shown,
    ...(widths ? sections : sections.map(withoutSpans)),
  ])
}

const isTagOnly = (kid: Kid): kid is Tag => isTag(kid)
const isSection = (kid: Kid): kid is Tag => isTag(kid, 'thead') || isTag(kid, 'tbody') || isTag(kid, 'tfoot')

function joinCaptions(captions: readonly Kid[]): Kid[] {
  const [first, ...more] = captions.filter(isTagOnly)
  if (!first) return []
  const whole = tag('caption', first.attrs, [...first.kids])
  for (const caption of more) {
    append(whole, tag('br'))
    for (const kid of caption.kids) append(whole, kid)
  }
  return [whole]
}

const withoutEmptyRows = ({ name, attrs, kids }: Tag): Tag =>
  tag(
    name,
    attrs,
    kids.filter((row) => isTag(row) && row.kids.length > 0),
  )

function orderSections(sections: readonly Tag[]): Tag[] {
  const last = sections.length - 1
  return sections.map((section, at) => {
    const inPlace = section.name === 'thead' ? at === 0 : section.name === 'tfoot' ? at === last : true
    return inPlace ? section : tag('tbody', section.attrs, section.kids)
  })
}

const withoutSpans = ({ name, attrs, kids }: Tag): Tag =>
  tag(
    name,
    attrs.filter(([key]) => key !== 'colspan' && key !== 'rowspan'),
    name === 'td' || name === 'th' ? kids : kids.map((kid) => (isTag(kid) ? withoutSpans(kid) : kid)),
  )

function columnsOf(group: Tag): number {
  const columns = group.kids.filter(isTagOnly)
  return columns.length === 0
    ? spanOf(group, 'span')
    : columns.reduce((sum, column) => sum + spanOf(column, 'span'), 0)
}

const spanOf = (cell: Tag, name: string): number => Number(attribute(cell.attrs, name) ?? 1)

/** How wide each row is, or nothing if the spans overlap, run over the end, or leave a column without a beginning. */
function rowWidths(sections: readonly Tag[]): number[] | undefined {
  const widths: number[] = []
  const begun = new Set<number>()
  for (const section of sections) {
    const held: number[] = []
    for (const row of section.kids.filter(isTagOnly)) {
      if (!layRow(row, held, begun)) return undefined
      widths.push(held.findLastIndex((rows) => rows > 0) + 1)
      for (const [at, rows] of held.entries()) held[at] = Math.max(0, rows - 1)
    }
    if (held.some((rows) => rows > 0)) return undefined
  }
  return begun.size === Math.max(0, ...new Set(widths)) ? widths : undefined
}

/** Spans that make a table wider than this are nobody's. */
const WIDEST = 1000

/** Lays the cells of a row into the columns not held by cells from above. */
function layRow(row: Tag, held: number[], begun: Set<number>): boolean {
  let at = 0
  for (const cell of row.kids.filter(isTagOnly)) {
    while ((held[at] ?? 0) > 0) at++
    begun.add(at)
    const end = at + spanOf(cell, 'colspan')
    if (end > WIDEST) return false
    for (; at < end; at++) {
      if ((held[at] ?? 0) > 0) return false
      held[at] = spanOf(cell, 'rowspan')
    }
  }
  return true
}
