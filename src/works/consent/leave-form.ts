import { t } from '../../web/say.ts'

type Form = Readonly<Record<string, string>>

/** By whose leave works of others are brought in: what a keeper writes down. */
export interface Leave {
  readonly givenBy: string
  readonly givenOn: string | null
  readonly how: string
  readonly mailTo: string | null
}

export type LeaveField = 'given_by' | 'given_on' | 'how' | 'mail_to'
type Faults = Readonly<Partial<Record<LeaveField, string>>>

const MOST_HOW = 5_000

/** What a keeper records of a permission, or what of it cannot be taken. */
export function leaveIn(form: Form, now: Date): Leave | Faults {
  const [givenBy, givenOn, mailTo] = [form.given_by, form.given_on, form.mail_to].map((one) =>
    (one ?? '').replace(/\s+/g, ' ').trim(),
  )
  const how = (form.how ?? '').replace(/\r\n?/g, '\n').trim()
  const faults: Faults = {
    ...(givenBy ? {} : { given_by: t('Say who gave the permission.') }),
    ...(how ? {} : { how: t('Say how the permission was given, in a sentence or in its own words.') }),
    ...([...how].length > MOST_HOW
      ? { how: t('That is too long to be kept: the words that matter are enough.') }
      : {}),
    ...(givenOn && !isPastDay(givenOn, now)
      ? { given_on: t('A day up to today, written as year-month-day: {day}.', { day: '2026-11-22' }) }
      : {}),
    ...(mailTo && !looksLikeAddress(mailTo)
      ? { mail_to: t('That is not an e-mail address: it has a name, an @ and a domain.') }
      : {}),
  }
  if (Object.keys(faults).length > 0) return faults
  return { givenBy: givenBy ?? '', givenOn: givenOn || null, how, mailTo: mailTo || null }
}

function isPastDay(text: string, now: Date): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && day <= now
}

export const looksLikeAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text)
