import type { PenNameId } from '../core/ids.ts'
import { t } from '../web/say.ts'
import { type Leave, type LeaveField, leaveIn, looksLikeAddress, type Writers } from '../works/index.ts'

/** What a keeper says of works that belong to others, once for a whole run. */
export interface OthersLeave extends Leave {
  /** Name and address, as far as they are known. */
  readonly writers: readonly (readonly [string, string])[]
  /** The pen name of the keeper that stands beside the writers' names. */
  readonly archivist: PenNameId | null
}

export type OthersField = Exclude<LeaveField, 'mail_to'> | 'writers'
export type OthersFaults = Readonly<Partial<Record<OthersField, string>>>

const MOST_WRITERS = 5_000

/** A line for each writer: `Name <address>`. Lines that are something else are named in the fault. */
function writersIn(text: string): {
  readonly writers: OthersLeave['writers']
  readonly wrong: readonly string[]
} {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const writers: (readonly [string, string])[] = []
  const wrong: string[] = []
  for (const line of lines) {
    const at = line.lastIndexOf('<')
    const [name, address] = [
      line.slice(0, Math.max(at, 0)).trim(),
      line
        .slice(at + 1)
        .replace(/>$/, '')
        .trim(),
    ]
    if (at > 0 && name && line.endsWith('>') && looksLikeAddress(address)) writers.push([name, address])
    else wrong.push(line)
  }
  return { writers, wrong }
}

/** What the form says, or what of it cannot be taken. */
export function othersLeaveIn(
  form: Readonly<Record<string, string>>,
  now: Date,
  archivist: PenNameId | null,
): { readonly leave: OthersLeave } | { readonly faults: OthersFaults } {
  const leave = leaveIn({ ...form, mail_to: '' }, now)
  const { writers, wrong } = writersIn(form.writers ?? '')
  const faults: OthersFaults = {
    ...('givenBy' in leave ? {} : leave),
    ...(wrong.length
      ? {
          writers: t('Not a name and an address in angle brackets: {lines}', {
            lines: wrong.slice(0, 3).join('; '),
          }),
        }
      : {}),
    ...(writers.length > MOST_WRITERS
      ? { writers: t('At most {n, number} writers at once.', { n: MOST_WRITERS }) }
      : {}),
  }
  if (!('givenBy' in leave) || Object.keys(faults).length > 0) return { faults }
  return { leave: { ...leave, writers, archivist } }
}

export const writersOf = ({ writers }: OthersLeave): Writers =>
  new Map(writers.map(([name, address]) => [name.toLowerCase(), address]))
