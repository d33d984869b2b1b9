import { href, routes } from '../../routes.ts'
import { day, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { ConsentLine } from '../consent/consent-line.tsx'
import { Statements } from '../consent/statements.tsx'
import type { WorkHead } from '../views.ts'

interface WorkProps {
  readonly work: WorkHead
}

/** After the last line of a work, where a reader thinks of what to do with it: what its creator lets them. */
export const ConsentBlock = ({ work }: WorkProps) => (
  <section class="allows" id="allows" aria-labelledby="allows-head">
    <h3 class="heading" id="allows-head">
      {t('What you may do with this work')}
    </h3>
    <ConsentLine work={work} />
    {work.statements.length > 0 && <Statements statements={work.statements} language={work.language} />}
    {mayChange(work) && <ChangePermissions work={work} />}
  </section>
)

export const mayChange = (work: WorkHead): boolean => work.own && work.audience !== 'kept'

export const ChangePermissions = ({ work }: WorkProps) => (
  <p class="change">
    <a href={href(routes.permissions, { workId: work.id })}>{t('Change what others may do')}</a>
  </p>
)

/** On whose word a work stands here whose creator has no account. */
export const HeldPermission = ({ work }: WorkProps) =>
  work.held && (
    <>
      {sayWith('Posted by permission of {name}, recorded on {date}.', {
        name: <bdi>{work.held.givenBy}</bdi>,
        date: <time datetime={isoDay(work.held.recorded)}>{day(work.held.recorded)}</time>,
      })}{' '}
      <a href={href(routes.workClaim, { workId: work.id })}>{t('Is it yours?')}</a>
    </>
  )
