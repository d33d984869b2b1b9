/** What a chapter is called where a text says so on a line of its own: `Chapter 3`, `Kapitel Drei: Am Meer`. */
const CHAPTER =
  'chapter chap ch kapitel chapitre capítulo capitulo capitolo hoofdstuk kapittel kapitola rozdział rozdzial luku fejezet глава розділ раздел часть bölüm bab kabanata chương κεφάλαιο capitol poglavlje فصل الفصل باب الباب פרק part teil partie parte deel del część akt act book bok buch livre libro'.split(
    ' ',
  )
const ALONE =
  'prologue prolog prólogo prologo προλογος пролог epilogue epilog épilogue epílogo epilogo эпилог епілог interlude interludium interlude intermezzo zwischenspiel foreword vorwort preface afterword nachwort introduction einleitung coda'.split(
    ' ',
  )
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  en: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  ),
  ordinal: 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' '),
  de: 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig'.split(
    ' ',
  ),
  deOrdinal:
    'erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes elftes zwölftes'.split(
      ' ',
    ),
  fr: 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt'.split(
    ' ',
  ),
  frOrdinal:
    'premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième'.split(' '),
  es: 'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte'.split(
    ' ',
  ),
  esOrdinal: 'primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo'.split(' '),
  it: 'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti'.split(
    ' ',
  ),
  pt: 'um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte'.split(
    ' ',
  ),
  nl: 'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig'.split(
    ' ',
  ),
  ru: 'первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая'.split(' '),
  ar: 'الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر'.split(' '),
  he: 'א ב ג ד ה ו ז ח ט י'.split(' '),
}
const CHINESE = '一二三四五六七八九十'
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}

const chapterWords: ReadonlySet<string> = new Set(CHAPTER)
const aloneWords: ReadonlySet<string> = new Set(ALONE)
const numberWords: ReadonlyMap<string, number> = new Map(
  Object.values(NUMBERS).flatMap((words) => words.map((word, at) => [word, at + 1] as const)),
)

export interface ChapterLine {
  /** Null for a prologue and its like. */
  readonly number: number | null
  /** What follows the number; the whole line where there is none. */
  readonly title: string
}

/** A line that begins a chapter, read; undefined for every other line. */
export function chapterLine(line: string): ChapterLine | undefined {
  const text = undecorated(line.trim())
  const eastern =
    /^第\s*([0-9０-９一二三四五六七八九十百]{1,6})\s*[章話话回节節部](?:[\s:：、　]+(.*))?$/s.exec(text)
  if (eastern) return { number: numberOf(eastern[1] ?? ''), title: (eastern[2] ?? '').trim() }
  const [first = '', ...rest] = text.split(/\s+/)
  const word = bare(first)
  if (aloneWords.has(word))
    return isAlone(text, first) ? { number: null, title: text.replaceAll('\n', ': ') } : undefined
  if (chapterWords.has(word)) return numbered(text.slice(first.length))
  // `1. fejezet`, `Erstes Kapitel`, `First Chapter`
  const [second = ''] = rest
  if (!chapterWords.has(bare(second))) return undefined
  const number = numberOf(bare(first))
  const after = text.slice(text.indexOf(second, first.length) + bare(second).length)
  return number !== null && isParted(after) ? { number, title: titleIn(after) } : undefined
}

/** `~ Chapter 3 ~` is its words; a dash at the end alone is one of them. */
function undecorated(text: string): string {
  const signs = (letter: string | undefined): boolean => letter !== undefined && '-–—*~= '.includes(letter)
  let [from, to] = [0, text.length]
  while (from < to && signs(text[from])) from++
  while (from > 0 && to > from && signs(text[to - 1])) to--
  return text.slice(from, to)
}

const bare = (word: string): string => word.toLowerCase().slice(0, endOf(word))

/** Where the marks begin that a word ends with. */
function endOf(word: string): number {
  let to = word.length
  while (to > 0 && '.:,;'.includes(word[to - 1] ?? '')) to--
  return to
}

const isAlone = (text: string, first: string): boolean => isParted(text.slice(endOf(first)))

/** What follows the word: `3`, `III`, `No. 3`, `three: At Sea`. */
function numbered(after: string): ChapterLine | undefined {
  const begun = after.slice(startOf(after))
  const sign = ['№', '#', 'no.', 'nr.', 'no ', 'nr '].find((one) => begun.toLowerCase().startsWith(one)) ?? ''
  const counted = begun.slice(sign.length).trimStart()
  const word = /^[\p{L}\p{N}-]{1,24}/u.exec(counted)?.[0] ?? ''
  const number = word ? numberOf(bare(word)) : null
  const rest = counted.slice(word.length)
  return number !== null && isParted(rest) ? { number, title: titleIn(rest) } : undefined
}

function startOf(text: string): number {
  let from = 0
  while (from < text.length && (text[from] === '.' || text[from]?.trim() === '')) from++
  return from
}

/** Nothing, a mark, or a line's end: in `Chapter two was his favourite` the number is a word among others. */
const isParted = (rest: string): boolean => /^\s*(?:$|\n|[:.|/)(–—-])/.test(rest)

const titleIn = (rest: string): string =>
  rest
    .replace(/^[\s:.|/)–—-]+/, '')
    .replaceAll('\n', ' ')
    .trim()

function numberOf(word: string): number | null {
  const digits = word.normalize('NFKC')
  if (/^\d{1,5}$/.test(digits)) return Number(digits)
  const known = numberWords.get(word)
  if (known) return known
  const [ten = '', one = ''] = word.split('-')
  const tens = TENS[ten]
  if (tens) return tens + (one ? (numberWords.get(one) ?? 0) : 0)
  return roman(word) ?? chinese(word)
}

function roman(word: string): number | null {
  if (!/^[ivxlc]{1,8}$/.test(word)) return null
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  const digits = [...word].map((letter) => values[letter] ?? 0)
  return digits.reduce((sum, value, at) => sum + (value < (digits[at + 1] ?? 0) ? -value : value), 0)
}

function chinese(word: string): number | null {
  if (!/^[一二三四五六七八九十]{1,3}$/.test(word)) return null
  const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['0', word]
  const digit = (sign: string): number => CHINESE.indexOf(sign) + 1
  return (tens === '0' ? 0 : tens === '' ? 10 : digit(tens) * 10) + (ones === '' ? 0 : digit(ones))
}
