import type { Child } from 'hono/jsx'
import type { Actor } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Emblem, Icon } from './icons.tsx'
import { Languages } from './languages.tsx'
import type { Section } from './layout.tsx'
import type { Page } from './page.ts'
import { t } from './say.ts'

interface HeaderProps {
  readonly page: Page
  readonly active: Section | undefined
}

/** Emblem, name and you; then the words of navigation and the search box. */
export function Header({ page, active }: HeaderProps) {
  return (
    <header id="header">
      <h1 class="heading">
        <a href={routes.home}>
          <Emblem />
          <span>{page.archive}</span>
        </a>
      </h1>
      {page.ready ? (
        <>
          <You page={page} active={active} />
          <div class="primary">
            <Primary actor={page.actor} active={active} />
            <SearchBox id="q" />
          </div>
        </>
      ) : (
        <nav class="you" aria-label={t('Language')}>
          <Languages path={page.path} />
        </nav>
      )}
    </header>
  )
}

function You({ page, active }: HeaderProps) {
  const { actor } = page
  if (actor.type === 'guest') {
    return (
      <nav class="you" aria-label={t('You')}>
        <ul>
          <li>
            <a
              href={href(routes.login, {}, { back: backFrom(page.path) })}
              rel="nofollow"
              aria-current={active === 'login' ? 'page' : undefined}
            >
              {t('Log in')}
            </a>
          </li>
          {page.joining !== undefined && page.joining !== 'closed' && (
            <Word href={routes.join} current={active === 'join'}>
              {t('Join')}
            </Word>
          )}
        </ul>
      </nav>
    )
  }
  return (
    <nav class="you" aria-label={t('You')}>
      <ul>
        <Word href={href(routes.user, { name: actor.name })} current={active === 'you'}>
          <bdi>{actor.name}</bdi>
        </Word>
        <Word href={href(routes.library, { name: actor.name })} current={active === 'library'}>
          {t('Library')}
        </Word>
        <li>
          <form method="post" action={routes.logout}>
            <input type="hidden" name="csrf" value={page.csrf} />
            <input type="hidden" name="back" value={page.path} />
            <button type="submit" class="word">
              {t('Log out')}
            </button>
          </form>
        </li>
      </ul>
    </nav>
  )
}

function Primary({ actor, active }: { readonly actor: Actor; readonly active: Section | undefined }) {
  return (
    <nav aria-label={t('Archive')}>
      <ul>
        <Word href={routes.media} current={active === 'fandoms'}>
          {t('Fandoms')}
        </Word>
        <Word href={routes.works} current={active === 'works'}>
          {t('Works')}
        </Word>
        {actor.type === 'member' && (
          <Word href={routes.newWork} current={active === 'post'}>
            {t('Post')}
          </Word>
        )}
        {actor.type === 'member' && (
          <Word href={routes.importForm} current={active === 'import'}>
            {t('Import')}
          </Word>
        )}
        <Word href={routes.search} current={active === 'search'} kind="to-search">
          {t('Search')}
        </Word>
      </ul>
    </nav>
  )
}

interface WordProps {
  readonly href: string
  readonly current: boolean
  readonly kind?: string
  readonly children: Child
}

function Word({ href: to, current, kind, children }: WordProps) {
  return (
    <li class={kind}>
      <a href={to} aria-current={current ? 'page' : undefined}>
        {children}
      </a>
    </li>
  )
}

/** The search of every page; `id` because a page may hold a second one. */
export function SearchBox(props: {
  readonly id: string
  readonly typed?: string
  readonly label?: string
  /** Seen words on the button, for pages whose one deed is to search. */
  readonly plain?: boolean
}) {
  const label = props.label ?? t('Search works')
  return (
    <form class="search" role="search" action={routes.works} aria-label={label}>
      <label class="said" for={props.id}>
        {label}
      </label>
      <input
        type="search"
        id={props.id}
        name="q"
        value={props.typed}
        placeholder={t('Title, name, tag, words inside')}
      />
      {props.plain ? (
        <button type="submit" class="first">
          {t('Search')}
        </button>
      ) : (
        <button type="submit">
          <Icon name="search" />
          <span class="said">{t('Search')}</span>
        </button>
      )}
    </form>
  )
}

/** Where a log-in leads back to: not to itself. */
const backFrom = (path: string): string | null =>
  path.startsWith(routes.login) || path === routes.home ? null : path
