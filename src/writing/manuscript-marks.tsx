import { diffWordsWithSpace } from 'diff'
import { t } from '../web/say.ts'

interface SidesProps {
  readonly theirs: string
  readonly mine: string
}

/** Two texts beside each other; what only one of them has is marked, also for who does not see it. */
export function Sides({ theirs, mine }: SidesProps) {
  const parts = diffWordsWithSpace(theirs, mine, { timeout: PATIENCE_MS }) ?? [
    { value: theirs, removed: true, added: false },
    { value: mine, removed: false, added: true },
  ]
  const theirWords = parts
    .filter(({ added }) => !added)
    .map(({ value, removed }) => ({ value, own: removed }))
  const myWords = parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ value, own: added }))
  return (
    <div class="sides">
      <div class="side">
        <p class="label">{t('Saved by now')}</p>
        <p class="words" dir="auto">
          {joined(theirWords).map(({ value, own }) =>
            own ? (
              <del>
                <span class="said">{t('only saved:')} </span>
                {value}
              </del>
            ) : (
              value
            ),
          )}
        </p>
      </div>
      <div class="side">
        <p class="label">{t('Yours')}</p>
        <p class="words" dir="auto">
          {joined(myWords).map(({ value, own }) =>
            own ? (
              <ins>
                <span class="said">{t('only yours:')} </span>
                {value}
              </ins>
            ) : (
              value
            ),
          )}
        </p>
      </div>
    </div>
  )
}

/** Texts that have nothing in common are marked whole. */
const PATIENCE_MS = 100

interface Words {
  readonly value: string
  /** Only this side has them. */
  readonly own: boolean
}

/** Marked words with nothing but a space between them are one mark: it is said once. */
function joined(words: readonly Words[]): readonly Words[] {
  const runs: Words[] = []
  for (const [at, { value, own }] of words.entries()) {
    const last = runs.at(-1)
    const between = last?.own && !own && value.trim() === '' && words[at + 1]?.own
    if (last && (between || last.own === own))
      runs[runs.length - 1] = { value: last.value + value, own: last.own }
    else runs.push({ value, own })
  }
  return runs
}
