import type { Actor } from '../core/actor.ts'

/** What every page needs beside its own subject; made once a request in web/app-env.ts. */
export interface Page {
  /** The archive's name. */
  readonly archive: string
  readonly actor: Actor
  readonly settings: ReadingSettings
  /** Path and query asked for, for "back to here" fields and aria-current. */
  readonly path: string
  /** Put into every form as the hidden field `csrf`. */
  readonly csrf: string
  /** Is this archive set up? Before that there is only the set-up page. */
  readonly ready: boolean
  /** Who may join: said to guests. */
  readonly joining?: Joining
  /** May search engines list this page? */
  readonly robots: boolean
  /** The archive's own address, without a trailing slash. */
  readonly base?: string
  /** Where else the same stands, and is found under: a path. Absent: this page is its own. */
  readonly foundAt?: string
  /** How a link to this page is shown elsewhere, where it is shown otherwise than by its title. */
  readonly shared?: Preview
  /** Its creators let machines use what stands here: absent, they do not. */
  readonly openToMachines?: boolean
  /** Their account is deleted then, unless they say that they stay. */
  readonly leavesAt?: Date
  /** The site skin the reader wears: its sheet, and whether the archive's own look stays under it. */
  readonly skin?: PageSkin | undefined
  /** Site skins that everybody may wear. */
  readonly skins?: readonly { readonly id: number; readonly title: string }[]
  /** What just happened, said once at the top of the page that follows. */
  readonly notice?: Notice
}

export interface PageSkin {
  readonly id: number
  readonly href: string
  readonly replaces: boolean
}

/** What stands beside a link to a page, in other places: never more than a guest may see. */
export interface Preview {
  readonly title: string
  readonly description: string
  /** Path of its picture, 1200 by 630 dots. */
  readonly picture: string
  readonly kind: 'website' | 'article'
}

export type Joining = 'open' | 'invited' | 'closed'

export interface Notice {
  readonly kind: 'note' | 'ok' | 'error'
  readonly text: string
}

/** How a reader likes text, kept in a cookie; the server writes it on <html> as data attributes. */
export interface ReadingSettings {
  readonly theme: 'auto' | 'light' | 'sepia' | 'dark'
  readonly face: 'alegreya' | 'literata' | 'atkinson' | 'opendyslexic' | 'serif' | 'sans'
  /** Percent of the usual text size. */
  readonly size: 85 | 100 | 115 | 130 | 150 | 175 | 200
  readonly width: 'narrow' | 'usual' | 'wide' | 'full'
  readonly spacing: 'tight' | 'usual' | 'loose'
  readonly paragraphs: 'space' | 'indent'
  readonly align: 'start' | 'justify'
  /** Words divided at the ends of lines, by the language of the text. */
  readonly hyphens: 'straight' | 'always' | 'never'
  /** A finger drawn across from a side turns to the next chapter. */
  readonly swipe: 'on' | 'off'
}

export const USUAL_SETTINGS: ReadingSettings = {
  theme: 'auto',
  face: 'alegreya',
  size: 100,
  width: 'usual',
  spacing: 'usual',
  paragraphs: 'space',
  align: 'start',
  hyphens: 'straight',
  swipe: 'on',
}
