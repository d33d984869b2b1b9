import type { Child } from 'hono/jsx'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import { type Allowed, PERMISSION_KINDS, type Permissions } from '../works/index.ts'

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

/** What the creator allows, a line for each answer; what nobody asked is said last, not hidden. */
export function ConsentLine({ permissions }: { readonly permissions: Permissions }) {
  const unsaid = named(permissions, 'unsaid')
  if (unsaid.length === PERMISSION_KINDS.length && !permissions.words) {
    return <p>{t('Nothing is said: ask before you do more than read.')}</p>
  }
  return (
    <>
      <ul class="consent">
        {line('yes', t('Yes'), named(permissions, 'yes'))}
        {line('ask', t('Ask first'), named(permissions, 'ask'))}
        {line('no', t('No'), named(permissions, 'no'), 'or')}
        {line('unsaid', t('Not said'), unsaid)}
      </ul>
      {permissions.words && (
        <blockquote class="own-words">
          <bdi>{permissions.words}</bdi>
        </blockquote>
      )}
    </>
  )
}

const named = (permissions: Permissions, answer: Allowed): string[] =>
  PERMISSION_KINDS.filter((kind) => permissions[kind] === answer).map(permissionName)

const line = (kind: Allowed, says: string, names: readonly string[], joint?: 'or'): Child =>
  names.length > 0 && (
    <li class={kind}>
      {sayWith('{answer} to {things}', {
        answer: <strong>{says}</strong>,
        things: <>{sayList(names, joint)}</>,
      })}
    </li>
  )
