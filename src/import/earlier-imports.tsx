import { href, routes } from '../routes.ts'
import { day, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import type { EarlierRun } from './import-view.ts'

/** The way back to what became of every file, also when its page was closed. */
export const EarlierImports = ({ runs }: { readonly runs: readonly EarlierRun[] }) => (
  <section class="part" aria-labelledby="earlier">
    <h3 class="ruled" id="earlier">
      {t('What you brought in before')}
    </h3>
    <ul class="earlier-imports">
      {runs.map((run) => (
        <li>
          <a href={href(routes.importRun, { importId: run.id })}>
            {t('{n, plural, one {# file} other {# files}}', { n: run.files })}
          </a>{' '}
          <span class="hint">
            {sayWith('on {date}', { date: <time datetime={run.started.toISOString()}>{moment(run)}</time> })}
            {': '}
            {sayList(became(run), 'commas')}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

/** Two of one day are told apart by their hour, in UTC. */
const moment = ({ started }: EarlierRun) => (
  <>
    {day(started)} <bdi dir="ltr">{started.toISOString().slice(11, 16)}</bdi>
  </>
)

const became = ({ done, imported, updated, refused }: EarlierRun): string[] =>
  [
    !done && t('not all read yet'),
    (done || imported > 0) &&
      t('{n, plural, =0 {No new work} one {# new work} other {# new works}}', { n: imported }),
    updated > 0 && t('{n, number} brought up to date', { n: updated }),
    refused > 0 && t('{n, number} refused', { n: refused }),
  ].flatMap((said) => said || [])
