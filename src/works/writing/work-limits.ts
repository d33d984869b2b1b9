import { LIMITS } from '../../core/values.ts'
import { cleanWritten, type Field, htmlFrom, type Spelling } from '../../prose/index.ts'
import { t } from '../../web/say.ts'

/** What is wrong with a form, to be said beside its fields, by their names. */
export type Faults = Readonly<Record<string, string>>

/** A text of a form: clean, and as it was given where cleaning changed it. */
interface WrittenText {
  readonly html: string
  readonly given: string | null
}

interface TextToRead {
  readonly spelling: Spelling
  readonly field: Field
  /** Letters of HTML there is room for. */
  readonly most: number
  readonly fewest?: number
}

/** A text that somebody wrote, clean and within its limits; or what is wrong with it. */
export function readText(written: string, asked: TextToRead): WrittenText | { readonly fault: string } {
  const { spelling, field, most, fewest = 0 } = asked
  // Cleaning makes a text shorter by its formatting; nothing is as much shorter as that.
  if (written.length > Math.max(TOO_LONG_TO_READ, 8 * most))
    return { fault: overSaid(lettersOf(written) - most, most) }
  const given = htmlFrom(written, spelling)
  const html = cleanWritten(given, field)
  if (html === undefined)
    return {
      fault: t(
        'There are so many tags within tags that they cannot be read. Take some out, or paste the text without its formatting.',
      ),
    }
  const letters = lettersOf(html)
  if (letters > most) return { fault: overSaid(letters - most, most) }
  if (fewest > 0 && letters === 0) return { fault: t('There is no text yet.') }
  if (letters < fewest) return { fault: t('The text needs at least {n} letters.', { n: fewest }) }
  return { html, given: given === html ? null : given }
}

const TOO_LONG_TO_READ = 200_000

/** A text's length as limits count it: characters, not what encodes them. */
function lettersOf(text: string): number {
  let letters = 0
  for (const _letter of text) letters++
  return letters
}

const overSaid = (over: number, most: number): string =>
  t(
    'That is {over, plural, one {# letter} other {# letters}} more than the {most, number} there is room for, its formatting counted.',
    { over, most },
  )

/** What is wrong with the length of a line of text, if anything. */
export function lineFault(line: string, most: number): string | undefined {
  const over = lettersOf(line) - most
  if (over > 0)
    return t(
      'That is {over, plural, one {# letter} other {# letters}} more than the {most, number} there is room for.',
      { over, most },
    )
  return STORM.test(line) ? t('So many marks on one letter cannot be shown. Write it with fewer.') : undefined
}

/** More marks on a letter than any script puts there. */
const STORM = /\p{M}{13}/u

/** What is wrong with so many tags on one work, if anything: the limit, how many there are, how many to take out. */
export function tooManyTags(many: number, most: number = LIMITS.tags): string | undefined {
  if (many <= most) return undefined
  return t(
    'A work may have {most} tags: its fandoms, relationships, characters and additional tags together. This one has {many}: take {over} out.',
    { most, many, over: many - most },
  )
}

/** A day of the past as a form says it, or what is wrong with it; null where it says none. */
export function pastDay(
  text: string,
  now: Date,
): { readonly day: string | null } | { readonly fault: string } {
  if (!text) return { day: null }
  const day = new Date(`${text}T00:00:00Z`)
  const real = ISO_DAY.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  if (!real) return { fault: t('A day is written as year, month and day: {day}.', { day: isoToday(now) }) }
  if (text < FIRST_DAY) return { fault: t('The earliest day there is here is {day}.', { day: FIRST_DAY }) }
  if (text > isoToday(now))
    return { fault: t('That day is still to come. A work can be dated today or earlier.') }
  return { day: text }
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const FIRST_DAY = '1950-01-01'
export const isoToday = (now: Date): string => now.toISOString().slice(0, 10)
