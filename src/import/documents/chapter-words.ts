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
  const text = line.trim().replace(/^[-–—*~=\s]+|[-–—*~=\s]+$/g, '')
  const eastern =
    /^第\s*([0-9０-９一二三四五六七八九十百]{1,6})\s*[章話话回节節部](?:[\s:：、　]+(.*))?$/s.exec(text)
  if (eastern) return { number: numberOf(eastern[1] ?? ''), title: (eastern[2] ?? '').trim() }
  const [first = '', ...rest] = text.split(/\s+/)
  const word = bare(first)
  if (aloneWords.has(word))
    return isAlone(text, first) ? { number: null, title: text.replaceAll('\n', ': ') } : undefined
  if (chapterWords.has(word)) return numbered(text.slice(first.length), 'after')
  // `1. fejezet`, `Erstes Kapitel`, `First Chapter`
  const [second = ''] = rest
  if (!chapterWords.has(bare(second))) return undefined
  const number = numberOf(bare(first))
  const after = text.slice(text.indexOf(second, first.length) + second.length)
  return number !== null && isParted(after) ? { number, title: titleIn(after) } : undefined
}

const bare = (word: string): string => word.toLowerCase().replace(/[.:,;]+$/, '')

const isAlone = (text: string, first: string): boolean =>
  isParted(text.slice(first.replace(/[.:]+$/, '').length))

function numbered(after: string, _where: 'after'): ChapterLine | undefined {
  const found = /^[\s.]*(?:#|no\.?|nr\.?|№)?\s*([\p{L}\p{N}-]{1,24})/iu.exec(after)
  const number = found ? numberOf(bare(found[1] ?? '')) : null
  if (!found || number === null) return undefined
  const rest = after.slice(found[0].length)
  return isParted(rest) ? { number, title: titleIn(rest) } : undefined
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
