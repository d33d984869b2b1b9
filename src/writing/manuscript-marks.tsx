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
  return (
    <div class="sides">
      <div class="side">
        <p class="label">{t('Saved by now')}</p>
        <p class="words" dir="auto">
          {parts
            .filter(({ added }) => !added)
            .map(({ value, removed }) =>
              removed ? (
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
          {parts
            .filter(({ removed }) => !removed)
            .map(({ value, added }) =>
              added ? (
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
