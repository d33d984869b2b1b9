/**
 * Paragraphs that a converter ran together, `…to himself.“Next sentence`, set apart again where the punctuation
 * proves it: a sentence ends and the next begins with no space between. Curly and angled quotes prove it alone;
 * straight quotes, and a bare full stop before a capital, might be a slip of the keyboard and count only in a
 * text that shows the fault again and again.
 */
interface Unglued {
  readonly paragraphs: string[][]
  readonly breaks: number
}

interface Break {
  readonly at: number
  readonly sure: boolean
}

/** A paragraph is its lines, as text-layout.ts gives them. */
export function unglue(paragraphs: readonly (readonly string[])[]): Unglued {
  const found = paragraphs.map((lines) => lines.map((text) => ({ text, breaks: breaksIn(text) })))
  const total = found.flat().reduce((sum, { breaks }) => sum + breaks.length, 0)
  const often = total >= 2 && total > paragraphs.length * 0.05
  const parted: string[][] = []
  let count = 0
  for (const lines of found) {
    let open: string[] = []
    parted.push(open)
    for (const { text, breaks } of lines) {
      const kept = breaks.filter((place) => place.sure || often)
      const [first = '', ...more] = cutAt(text, kept)
      count += more.length
      open.push(first)
      for (const part of more) {
        open = [part]
        parted.push(open)
      }
    }
  }
  return { paragraphs: parted, breaks: count }
}

function cutAt(text: string, breaks: readonly Break[]): string[] {
  const ends = [...breaks.map(({ at }) => at), text.length]
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end).trim()).filter((part) => part !== '')
}

/** Everywhere a mark of the end touches a mark of the beginning. */
const SEAMS: readonly {
  readonly form: RegExp
  readonly place: (text: string, at: number, from: number, form: string) => Break | undefined
}[] = [
  { form: /”[“„]|“„|」[「『]|』「|»«|«»/gu, place: (_, at) => ({ at: at + 1, sure: true }) },
  { form: /[.!?…—-][”“„»«’‘](?=[\p{Lu}¿¡])/gu, place: atCurlyQuote },
  { form: /[.!?…]["'](?=["'\p{Lu}])/gu, place: atStraightQuote },
  {
    form: /[.!?][*_)\]]{1,2}(?=[\p{Lu}“"])/gu,
    place: (_, at, __, form) => ({ at: at + form.length, sure: false }),
  },
  {
    form: /[.!?](?=\p{Lu})/gu,
    place: (text, at) => (endsWord(text, at) ? { at: at + 1, sure: false } : undefined),
  },
]

/** A quotation still open after so many characters was never closed: look no further back. */
const LOOK_BACK = 2_000

function breaksIn(text: string): Break[] {
  const seams = SEAMS.flatMap(({ form, place }) =>
    [...text.matchAll(form)].map((found) => ({ at: found.index, form: found[0], place })),
  ).sort((a, b) => a.at - b.at)
  const breaks: Break[] = []
  for (const { at, form, place } of seams) {
    const from = Math.max(breaks.at(-1)?.at ?? 0, at - LOOK_BACK)
    const found = at < from ? undefined : place(text, at, from, form)
    if (found && found.at > from && found.at < text.length) breaks.push(found)
  }
  return breaks
}

/** `”` closes; `“` opens, but closes „in German“; «French» and »German« are told by which came first. */
function atCurlyQuote(text: string, at: number, from: number, form: string): Break | undefined {
  const quote = form.charAt(1)
  const before = text.slice(from, at)
  if (closes(quote, before, text.slice(Math.max(0, at - LOOK_BACK), at + 2)))
    return { at: at + 2, sure: true }
  return quote !== '’' && '.!?'.includes(form.charAt(0)) && endsSentence(text, at)
    ? { at: at + 1, sure: true }
    : undefined
}

function closes(quote: string, before: string, around: string): boolean {
  if (quote === '”' || quote === '„') return quote === '”'
  if (quote === '’') return before.includes('‘')
  if (quote === '“') return before.lastIndexOf('„') > before.lastIndexOf('“')
  if (quote === '‘') return before.lastIndexOf('‚') > before.lastIndexOf('‘')
  const french = around.indexOf('«')
  const german = around.indexOf('»')
  const inwards = german >= 0 && (french < 0 || german < french)
  return quote === '«' ? inwards : !inwards
}

/** A straight quote closes when one is open before it, and opens when none is. */
function atStraightQuote(text: string, at: number, from: number): Break | undefined {
  const quote = text.charAt(at + 1)
  const before = text.slice(from, at)
  const open = quote === '"' ? before.split('"').length % 2 === 0 : singleOpen(before)
  const next = text.charAt(at + 2)
  if (next === '"' || next === "'") {
    const both = open && next === quote && /[\p{Lu}\p{Ll}]/u.test(text.charAt(at + 3))
    return both ? { at: at + 2, sure: true } : undefined
  }
  if (open) return { at: at + 2, sure: false }
  return endsSentence(text, at) ? { at: at + 1, sure: false } : undefined
}

/** Apostrophes stand between letters; a quote opens after a space and closes after a mark. */
function singleOpen(before: string): boolean {
  const opened = before.match(/(?:^|\s)'(?=\S)/g)?.length ?? 0
  const closed = before.match(/[.,!?…]'(?=\s|$)/g)?.length ?? 0
  return opened > closed
}

const SHORTENED =
  /(?:^|[^\p{L}])(?:Mr|Mrs|Ms|Mx|Dr|St|Sr|Jr|Prof|Capt|Lt|Col|Gen|Sgt|Rev|Hon|Mt|No|Nr|Vol|Ch|Fig|Inc|Ltd|Co|Bros|vs|etc|ca|cf|al|Mme|Mlle|Sra|bzw|usw|[\p{L}--I])$/iv
const ADDRESS = /https?:|\bwww\b|@|\/|\\/i

/** The run of characters without a space that ends before `at`. */
function wordBefore(text: string, at: number): string {
  let start = at
  while (start > 0 && at - start < 80 && !/\s/.test(text.charAt(start - 1))) start--
  return text.slice(start, at)
}

/** Not an abbreviation, an initial, an ellipsis, or part of an address. */
function endsSentence(text: string, at: number): boolean {
  const word = wordBefore(text, at)
  if (ADDRESS.test(word) || word.endsWith('.') || word.endsWith('…')) return false
  return text.charAt(at) !== '.' || (word !== '' && !SHORTENED.test(word))
}

/** The stricter test for a bare stop: an ordinary word before it, no domain or file name around it. */
function endsWord(text: string, at: number): boolean {
  const word = wordBefore(text, at)
  const after = /^\S*/.exec(text.slice(at + 1, at + 60))?.[0] ?? ''
  if (!endsSentence(text, at) || !/[\p{Ll}\p{M}]{2}$/u.test(word)) return false
  return !ADDRESS.test(after) && !/\.(?:com|org|net|co|io|uk|de)\b/i.test(after)
}
