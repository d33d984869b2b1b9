import { assetHref } from './assets.ts'
import { locale, t } from './say.ts'

const MOST = 15
/** A number of each grammatical kind there is; the script knows which it needs. */
const PLURALS = [
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['few', 3],
  ['many', 11],
  ['other', 100],
] as const

/** The script of fields that offer names while one types, and what it has to say, for a page's head. */
export const CompleteScript = () => (
  <script type="module" src={assetHref('complete.js')} data-complete-words={wordsSaid()} />
)

const said = new Map<string, string>()

/** The same on every page of a language. */
function wordsSaid(): string {
  const known = said.get(locale())
  if (known) return known
  const found = Array.from({ length: MOST + 1 }, (_, n) =>
    t(
      '{n, plural, =0 {No suggestions} one {# suggestion; choose it with the arrow keys} other {# suggestions; choose with the arrow keys}}',
      { n },
    ),
  )
  const works = Object.fromEntries(
    PLURALS.map(([kind, n]) => [kind, t('{n, plural, one {work} other {works}}', { n })]),
  )
  const words = JSON.stringify({ list: t('Suggestions'), found, works })
  said.set(locale(), words)
  return words
}
