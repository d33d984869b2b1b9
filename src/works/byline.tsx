import { t } from '../web/say.ts'
import { sayList } from '../web/say-with.ts'
import type { Byline } from './views.ts'

/** The names a work is signed with, as links where they lead somewhere; "Anonymous" where there are none. */
export function Creators({ creators }: { readonly creators: readonly Byline[] }) {
  if (creators.length === 0) return <>{t('Anonymous')}</>
  return <>{sayList(creators.map(creator))}</>
}

const creator = ({ name, href }: Byline) =>
  href === null ? (
    <bdi>{name}</bdi>
  ) : (
    <a rel="author" href={href}>
      <bdi>{name}</bdi>
    </a>
  )
