import type { TagKind } from '../../core/values.ts'
import { FORMATS, fileName, uuidOf } from '../../export/index.ts'
import { plainText } from '../../prose/index.ts'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { categoryName, ratingName, warningName } from '../../works/index.ts'
import type { PublicationFacts } from './publications.ts'

/** What both kinds of catalogue say of a work, in the same words. */

export const workAt = (base: string, { id }: PublicationFacts): string =>
  base + href(routes.work, { workId: id })

/** The book's own: the same for every version of the work, under whatever name it stands. */
export const identifierOf = (base: string, work: PublicationFacts): string =>
  `urn:uuid:${uuidOf(workAt(base, work))}`

export const plainSummary = (work: PublicationFacts): string => (work.summary ? plainText(work.summary) : '')

/** Each by themselves. A name of elsewhere is nobody here, and leads to nobody. */
export function authorsOf({ creators }: PublicationFacts): readonly { name: string; page: string | null }[] {
  if (!creators.length) return [{ name: t('Anonymous'), page: null }]
  return creators.map(({ name, href: page }) => ({ name, page: page?.startsWith('/users/') ? page : null }))
}

interface Subject {
  readonly name: string
  /** The name that the archive files it under. */
  readonly code: string
  readonly scheme: string
}

/** What this reader asked not to be shown at once is not shown by a program either. */
export function subjectsOf(base: string, work: PublicationFacts): Subject[] {
  const one = (kind: TagKind, code: string, name: string): Subject => ({
    ...{ name, code, scheme: base + href(routes.apiTags, {}, { kind }) },
  })
  const { fandoms, relationships, characters, freeforms, veiled } = work
  return [
    one('rating', work.rating, ratingName(work.rating)),
    ...(veiled?.warnings ? [] : work.warnings.map((name) => one('warning', name, warningName(name)))),
    ...work.categories.map((name) => one('category', name, categoryName(name))),
    ...[...fandoms, ...relationships, ...characters, ...(veiled?.tags ? [] : freeforms)].map(
      ({ kind, name, page }) => one(kind, page, name),
    ),
  ]
}

interface File {
  readonly rel: string
  readonly href: string
  readonly type: string
  readonly title: string
}

const OPEN = 'http://opds-spec.org/acquisition/open-access'
const ASKED = 'http://opds-spec.org/acquisition'

/** EPUB first, which every reader opens. The address ends as the file does: KOReader takes the ending from there. */
export function filesOf(base: string, work: PublicationFacts): File[] {
  const rel = work.audience === 'public' && !work.draft && !work.hidden ? OPEN : ASKED
  const name = fileName(work.title, work.id)
  return FILES.map(({ ending, type }) => ({
    rel,
    href: base + href(routes.download, { workId: work.id, file: `${name}.${ending}` }),
    type,
    title: ending.toUpperCase(),
  }))
}

const FILES = Object.entries(FORMATS)
  .map(([ending, { type }]) => ({ ending, type: type.split(';')[0] ?? type }))
  .sort((a, b) => Number(b.ending === 'epub') - Number(a.ending === 'epub'))

/** As export/covers draws them. */
export const COVER = { type: 'image/jpeg', width: 1000, height: 1500 } as const

export const coverOf = (base: string, { id }: PublicationFacts): string =>
  base + href(routes.cover, { workId: id, cover: 'cover.jpg' })

export const entryPath = (version: string, { id }: PublicationFacts): string =>
  href(routes.opdsWork, { version, workId: id })
