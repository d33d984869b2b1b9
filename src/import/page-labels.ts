/**
 * Labelled lines as writers put them over their stories (`Title: …`, `Pairing: …`), or hide them in a comment of the
 * page. What follows a label up to the next belongs to it, where the label is one of prose.
 */
export interface Labels {
  readonly title?: string
  readonly author?: string
  readonly summary?: string
  readonly rating?: string
  readonly warnings?: string
  readonly fandoms?: string
  readonly characters?: string
  readonly relationships?: string
  readonly categories?: string
  readonly tags?: string
  readonly notes?: string
  readonly date?: string
  readonly language?: string
  readonly chapterTitle?: string
}

type LabelKind = keyof Labels

const NAMES: Readonly<Record<LabelKind, string>> = {
  title: '(?:story |fic |work )?title',
  author: 'authors?|writers?|written by|by|author name|pen ?name',
  summary: 'summary|description|blurb',
  rating: 'rating|rated',
  warnings: '(?:archive )?warnings?',
  fandoms: 'fandoms?',
  characters: 'characters?',
  relationships: 'pairings?|pairings?/characters?|relationships?|ships?|pairing\\(s\\)|relationship\\(s\\)',
  categories: '(?:archive )?categor(?:y|ies)',
  tags: '(?:additional )?tags?|keywords?|genres?',
  notes: "notes?|author'?s?'? notes?|author’s notes?|a/?n|story notes?",
  date: 'dates?(?: posted| written| published)?|posted(?: on)?|published(?: on)?|written on',
  language: 'language',
  chapterTitle: 'chapter title|chapter name',
}

const LABEL = new RegExp(
  `^[\\s*_>•·-]*(?:${Object.entries(NAMES)
    .map(([kind, names]) => `(?<${kind}>${names})`)
    .join('|')})[\\s*_]*[:：]+[\\s*_]*(.*)$`,
  'i',
)

/** `Beta:`, `Disclaimer:`: a label, but none of ours; it ends what came before it. */
const OTHER_LABEL = /^[\s*_]*[\p{L}][\p{L}'’/ ()-]{0,30}[\s*_]*:(?:\s|$)/u

const PROSE: ReadonlySet<LabelKind> = new Set<LabelKind>(['summary', 'notes'])

/** Lines of story after which no label is looked for any more. */
const PATIENCE = 12
const LONGEST = 6_000

interface Open {
  readonly kind: LabelKind
  readonly lines: string[]
}

/** What the first lines say. `whole`: all of them are labels and their text, as in a comment. */
export function readLabelLines(lines: readonly string[], whole = false): Labels {
  const found = new Map<LabelKind, string>()
  let open: Open | undefined
  let others = 0
  const close = (): void => {
    const text = open?.lines.join('\n').trim().slice(0, LONGEST)
    if (open && text && !found.has(open.kind)) found.set(open.kind, text)
    open = undefined
  }
  for (const line of lines) {
    const label = labelOf(line)
    if (label) {
      close()
      open = { kind: label.kind, lines: [label.text] }
      others = 0
    } else if (goesOn(open, line, whole)) open?.lines.push(line.trim())
    else {
      close()
      if (line.trim() !== '' && ++others > PATIENCE && !whole) break
    }
  }
  close()
  return Object.fromEntries(found)
}

function labelOf(line: string): { kind: LabelKind; text: string } | undefined {
  const match = line.length > 20_000 ? null : LABEL.exec(line)
  if (!match?.groups) return undefined
  const kind = (Object.keys(NAMES) as LabelKind[]).find((name) => match.groups?.[name] !== undefined)
  return kind && { kind, text: (match.at(-1) ?? '').trim() }
}

/** A label with nothing behind it takes the next line; a summary in a comment, all up to the next label. */
function goesOn(open: Open | undefined, line: string, whole: boolean): boolean {
  if (!open || OTHER_LABEL.test(line)) return false
  const empty = open.lines.every((said) => said === '')
  if (line.trim() === '') return whole || empty
  return empty || (whole && PROSE.has(open.kind))
}

export const labelCount = (labels: Labels): number => Object.keys(labels).length

/** The names in a list, once each. */
export const namesIn = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[,;\n，、]/)
      .map((name) => name.replace(/\s+/g, ' ').trim())
      .filter(Boolean),
  ),
]
