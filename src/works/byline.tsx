import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import type { Byline } from './views.ts'

/** The names a work is signed with, as links where they lead somewhere; "Anonymous" where there are none. */
export function Creators({ creators, archivist = null }: CreatorsProps) {
  if (creators.length === 0) return <>{t('Anonymous')}</>
  const names = <>{sayList(creators.map(creator))}</>
  return (
    <>
      {archivist
        ? sayWith('{names}, archived by {archivist}', { names, archivist: creator(archivist) })
        : names}
    </>
  )
}

interface CreatorsProps {
  readonly creators: readonly Byline[]
  /** Who brought it in, for creators who are elsewhere. */
  readonly archivist?: Byline | null
}

const creator = ({ name, href }: Byline) =>
  href === null ? (
    <bdi>{name}</bdi>
  ) : (
    <a rel="author" href={href}>
      <bdi>{name}</bdi>
    </a>
  )
