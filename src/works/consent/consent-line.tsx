import type { Child } from 'hono/jsx'
import { Icon, type IconName } from '../../web/icons.tsx'
import { t } from '../../web/say.ts'
import { sayList, sayWith } from '../../web/say-with.ts'
import { type Allowed, PERMISSION_KINDS, type Permissions } from '../record.ts'
import type { WorkHead } from '../views.ts'

type Permission = (typeof PERMISSION_KINDS)[number]

const NAMES: Readonly<Record<Permission, () => string>> = {
  download: () => t('downloads'),
  translation: () => t('translation'),
  podfic: () => t('podfic'),
  remix: () => t('remixes'),
  print: () => t('printing and binding'),
  copy: () => t('copies elsewhere'),
  machines: () => t('use by machines'),
}

export const permissionName = (permission: Permission): string => NAMES[permission]()

interface ConsentLineProps {
  readonly work: Pick<WorkHead, 'permissions' | 'creators' | 'held'>
}

/** What the creator allows, a line for each answer; what nobody asked is said last, not hidden. */
export function ConsentLine({ work }: ConsentLineProps) {
  const { permissions } = work
  const unsaid = named(permissions, 'unsaid')
  if (unsaid.length === PERMISSION_KINDS.length && !permissions.words) {
    return <p>{t('Nothing is said: ask before you do more than read.')}</p>
  }
  const asked = named(permissions, 'ask')
  return (
    <>
      <ul class="consent">
        {line('yes', named(permissions, 'yes'))}
        {line('ask', asked)}
        {line('no', named(permissions, 'no'), 'or')}
        {line('unsaid', unsaid)}
      </ul>
      {asked.length > 0 && <WhoToAsk work={work} />}
      {permissions.words && (
        <blockquote class="own-words">
          <bdi>{permissions.words}</bdi>
        </blockquote>
      )}
    </>
  )
}

function WhoToAsk({ work: { creators, held } }: ConsentLineProps) {
  const links = creators.map(({ name, href }) => (href ? <a href={href}>{name}</a> : <bdi>{name}</bdi>))
  if (held) return null
  return (
    <p class="who-to-ask">
      {links.length > 0
        ? sayWith('The one to ask: {creators}.', { creators: <>{sayList(links)}</> })
        : t('Its creator is not named: the keepers of the archive pass a question on.')}
    </p>
  )
}

const named = (permissions: Permissions, answer: Allowed): string[] =>
  PERMISSION_KINDS.filter((kind) => permissions[kind] === answer).map(permissionName)

export const ANSWER_SIGNS: Readonly<Record<Allowed, IconName>> = {
  yes: 'check',
  ask: 'comment',
  no: 'close',
  unsaid: 'info',
}

const ANSWERS: Readonly<Record<Allowed, () => string>> = {
  yes: () => t('Yes'),
  ask: () => t('Ask first'),
  no: () => t('No'),
  unsaid: () => t('Not said'),
}

export const answerName = (answer: Allowed): string => ANSWERS[answer]()

const line = (kind: Allowed, names: readonly string[], joint?: 'or'): Child =>
  names.length > 0 && (
    <li class={kind}>
      <Icon name={ANSWER_SIGNS[kind]} inline />{' '}
      {sayWith('{answer} to {things}', {
        answer: <strong>{answerName(kind)}</strong>,
        things: <>{sayList(names, joint)}</>,
      })}
    </li>
  )
