import type { Child } from 'hono/jsx'
import type { Role } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { day, isoDay, t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { Decision } from './decisions.ts'

/** What was decided, newest first: what, about what, by whom, when and why. */
export function DecisionList({ decisions }: { readonly decisions: readonly Decision[] }) {
  if (!decisions.length) return <p>{t('Nothing has been decided yet.')}</p>
  return (
    <ul class="decisions">
      {decisions.map((decision) => (
        <li>
          <p>
            <About decision={decision} /> {whatAndWho(decision)}{' '}
            <time datetime={isoDay(decision.at)}>{day(decision.at)}</time>
          </p>
          {decision.reason && (
            <blockquote class="own-words" dir="auto">
              {decision.reason}
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  )
}

const whatAndWho = (decision: Decision): Child =>
  sayWith('{what}, by {who}', {
    what: <strong>{what(decision)}</strong>,
    who: decision.by ? <bdi>{decision.by}</bdi> : <>{t('somebody who is not here any more')}</>,
  })

function About({ decision: { work, skin, person } }: { readonly decision: Decision }) {
  if (work)
    return <a href={href(routes.adminWork, { workId: work })}>{t('Work {id}', { id: String(work) })}</a>
  const whose = person && (
    <a href={href(routes.adminPerson, { name: person })}>
      <bdi>{person}</bdi>
    </a>
  )
  if (!skin) return whose || null
  return (
    <>
      <a href={href(routes.adminSkin, { skinId: skin })}>{t('Skin {id}', { id: String(skin) })}</a>
      {whose && t(', ')}
      {whose}
    </>
  )
}

function what({ deed, until, role }: Decision): string {
  if (deed === 'hide') return t('hidden')
  if (deed === 'show') return t('shown again')
  if (deed === 'suspend') return t('suspended until {date}', { date: until ? day(until) : '' })
  if (deed === 'ban') return t('banned')
  if (deed === 'lift') return t('lifted')
  if (deed === 'approve-skin') return t('a skin was let through')
  if (deed === 'decline-skin') return t('a skin was not let through')
  if (deed === 'withdraw-skin') return t('a skin was taken back from everybody')
  return t('made {role}', { role: roleName(role ?? 'member') })
}

export function roleName(role: Role): string {
  if (role === 'owner') return t('Owner')
  if (role === 'moderator') return t('Moderator')
  return role === 'wrangler' ? t('Tag wrangler') : t('Member')
}
