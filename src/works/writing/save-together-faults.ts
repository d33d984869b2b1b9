import type { Member } from '../../core/actor.ts'
import { LIMITS } from '../../core/values.ts'
import type { Db } from '../../storage/transaction.ts'
import { locale, t } from '../../web/say.ts'
import type { Typed } from '../tables.ts'
import { type GiftFault, LONGEST_RECIPIENT, MOST_RECIPIENTS } from './gifts.ts'
import { creatorsCalled, type NameFault } from './invite-creator.ts'
import { allTyped, namesTyped, oneTyped } from './names-typed.ts'
import { type CitationFault, citationsTyped, MOST_CITATIONS } from './relate.ts'
import {
  citationsIn,
  namesApart,
  namesCreators,
  placeTyped,
  recipientsIn,
  type Where,
} from './save-together.ts'
import { coCreatorsOf } from './together-read.ts'

/** Of how many people may be asked in one form. */
const MOST_ASKED = 50

/** What is wrong with co-creators, recipients, series and sources as they were typed, by field, in words. */
export async function togetherFaults(
  db: Db,
  actor: Member,
  typed: Typed,
  where: Where,
): Promise<Readonly<Record<string, string>>> {
  const faults = {
    coauthors: await creatorFault(db, actor, typed, where),
    recipients: await recipientFault(db, actor, typed, where),
    related: await citationFault(db, actor, typed, where),
    series: seriesPlaceFault(typed),
    series_new: seriesFault(typed),
    series_position: placeFault(oneTyped(typed, 'series_position')),
  }
  return Object.fromEntries(
    Object.entries(faults).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

async function creatorFault(db: Db, actor: Member, typed: Typed, { workId }: Where) {
  if (!namesCreators(typed)) return ''
  const there = workId ? await coCreatorsOf(db, workId) : []
  const { names } = namesApart(typed, there)
  if (names.length > MOST_ASKED)
    return t('Those are too many at once: at most {n} people.', { n: MOST_ASKED })
  const { faults } = await creatorsCalled(db, actor, names)
  return faults.map(nameFaultSaid).join(' ')
}

/** Also for the keepers of a series. */
export function nameFaultSaid({ name, why, choices }: NameFault): string {
  switch (why) {
    case 'unknown':
      return t('Nobody here is called “{name}”.', { name })
    case 'yourself':
      return t('“{name}” is you: your own names are chosen under “Signed by”.', { name })
    case 'refused':
      return t('“{name}” cannot be invited to be a creator.', { name })
    case 'several':
      return severalSaid(name, choices)
  }
}

const severalSaid = (name: string, choices: readonly string[]): string =>
  t('Several people are called “{name}”. Write whom you mean: {names}.', {
    name,
    names: new Intl.ListFormat(locale() === 'en' ? 'en-GB' : locale(), { type: 'disjunction' }).format(
      choices,
    ),
  })

async function recipientFault(db: Db, actor: Member, typed: Typed, { workId, chapterId }: Where) {
  if (chapterId || !('recipients' in typed)) return ''
  if (namesTyped(oneTyped(typed, 'recipients')).length > MOST_RECIPIENTS)
    return t('Those are too many at once: at most {n} people.', { n: MOST_RECIPIENTS })
  const { faults } = await recipientsIn(db, actor, typed, workId)
  return faults.map(giftFaultSaid).join(' ')
}

function giftFaultSaid({ name, why, choices }: GiftFault): string {
  switch (why) {
    case 'several':
      return severalSaid(name, choices)
    case 'refused':
      return t('The work cannot be given to “{name}”.', { name })
    case 'twice':
      return t('“{name}” and “{other}” are one person, who has this gift already.', {
        name,
        other: choices[0] ?? '',
      })
    case 'long':
      return t('“{name}” is too long for a name: at most {n} letters.', {
        name: `${name.slice(0, 40)}…`,
        n: LONGEST_RECIPIENT,
      })
  }
}

async function citationFault(db: Db, actor: Member, typed: Typed, where: Where) {
  if (citationsTyped(typed).length > MOST_CITATIONS)
    return t('Those are too many sources at once: at most {n}.', { n: MOST_CITATIONS })
  const { faults } = await citationsIn(db, actor, typed, where)
  return faults.map(citationFaultSaid).join(' ')
}

function citationFaultSaid({ url, why }: CitationFault): string {
  switch (why) {
    case 'no-address':
      return t('The source has no address.')
    case 'no-web-address':
      return t('“{url}” is no address of a page on the web.', { url: url.slice(0, 80) })
    case 'no-title':
      return t('The work at {url} needs its title.', { url })
    case 'no-creator':
      return t('The work at {url} needs the name of who made it.', { url })
    case 'long':
      return t('The source {url} is too long: at most {n} letters for its title and for its creators.', {
        url: url.slice(0, 80),
        n: LIMITS.title,
      })
    case 'series':
      return t('{url} is a series. Name one of its works.', { url })
    case 'no-work-address':
      return t('{url} is a page of this archive, but not a work.', { url })
    case 'no-such-work':
      return t('No posted work stands at {url}.', { url })
    case 'itself':
      return t('{url} is this very work.', { url })
    case 'not-citable':
      return t(
        'The creators of the work at {url} ask that others do not name it as what theirs comes from.',
        { url },
      )
  }
}

const seriesFault = (typed: Typed): string =>
  oneTyped(typed, 'series_new').trim().length > LIMITS.title
    ? t('The title of a series has at most {n} letters.', { n: LIMITS.title })
    : ''

const placeFault = (text: string): string =>
  placeTyped(text) === undefined ? t('The part of a series is a whole number, from 1 on.') : ''

const seriesPlaceFault = (typed: Typed): string =>
  allTyped(typed, 'series')
    .map((id) => placeFault(oneTyped(typed, `series_at_${id}`)))
    .find(Boolean) ?? ''
