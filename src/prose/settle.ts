import { trimStart } from './characters.ts'
import { settleTable } from './settle-table.ts'
import { append, attribute, isTag, type Kid, type Tag, tag } from './tree.ts'

/** Puts right what can only be seen when an element is whole: which children it has, and in what order. */
export function settle({ name, attrs, kids }: Tag): Tag {
  const settled = kids.map((kid) => (isTag(kid) ? settle(kid) : kid))
  return (SETTLERS[name] ?? asItIs)(tag(name, attrs, settled))
}

const asItIs = (whole: Tag): Tag => whole

const SETTLERS: Readonly<Record<string, (whole: Tag) => Tag>> = {
  audio: settleMedia,
  details: settleDetails,
  dl: settlePairs,
  figure: settleFigure,
  h1: settleHeading,
  h2: settleHeading,
  h3: settleHeading,
  h4: settleHeading,
  h5: settleHeading,
  h6: settleHeading,
  ruby: settleRuby,
  table: settleTable,
  video: settleMedia,
}

/** Sources first, then tracks, then what browsers without the element show. */
function settleMedia({ name, attrs, kids }: Tag): Tag {
  const sources = attribute(attrs, 'src') === undefined ? kids.filter((kid) => isTag(kid, 'source')) : []
  const tracks = kids.filter((kid) => isTag(kid, 'track'))
  const rest = kids.filter((kid) => !isTag(kid, 'source') && !isTag(kid, 'track'))
  return tag(name, attrs, [...sources, ...tracks, ...rest])
}

function settleDetails({ name, attrs, kids }: Tag): Tag {
  const given = kids.find((kid) => isTag(kid, 'summary'))
  const rest = kids.filter((kid) => kid !== given)
  const summary =
    isTag(given) && given.kids.length > 0 ? given : tag('summary', isTag(given) ? given.attrs : [], ['…'])
  return tag(name, attrs, [summary, ...rest])
}

/** Every group of terms has a description, and every description a term. */
function settlePairs({ name, attrs, kids }: Tag): Tag {
  const paired = kids[0] === undefined || isTag(kids[0], 'dt') ? [...kids] : [tag('dt'), ...kids]
  if (isTag(paired.at(-1), 'dt')) paired.push(tag('dd'))
  return tag(name, attrs, paired)
}

/** One caption, before or after all else. */
function settleFigure({ name, attrs, kids }: Tag): Tag {
  const caption = isTag(kids.at(-1), 'figcaption') ? kids.at(-1) : kids[0]
  const settled = kids.map((kid) =>
    isTag(kid, 'figcaption') && kid !== caption ? tag('div', kid.attrs, kid.kids) : kid,
  )
  return tag(name, attrs, settled)
}

/** A heading of nothing would be read out as one. */
function settleHeading(whole: Tag): Tag {
  return whole.kids.length > 0 ? whole : tag('div', whole.attrs)
}

/** A ruby ends with an annotation, which stands between two brackets or none; a bracket elsewhere is text. */
function settleRuby({ name, attrs, kids }: Tag): Tag {
  const settled = tag(name, attrs)
  for (let at = 0; at < kids.length; at++) {
    const kid = kids[at] ?? ''
    if (isBracketed(kids, at)) {
      settled.kids.push(...kids.slice(at, at + 3))
      at += 2
    } else if (isTag(kid, 'rp')) for (const inner of kid.kids) append(settled, inner)
    else append(settled, kid)
  }
  const last = settled.kids.findLast((kid) => isTag(kid) || trimStart(kid) !== '')
  if (!isTag(last, 'rt') && !isTag(last, 'rp')) settled.kids.push(tag('rt'))
  return settled
}

const isBracketed = (kids: readonly Kid[], at: number): boolean =>
  isTag(kids[at], 'rp') && isTag(kids[at + 1], 'rt') && isTag(kids[at + 2], 'rp')
