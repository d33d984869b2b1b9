import type { Allowed, Permissions } from '../works/index.ts'
import { PERMISSION_KINDS } from '../works/index.ts'

const DEEDS: Record<(typeof PERMISSION_KINDS)[number], string> = {
  download: 'downloading',
  translation: 'translation',
  podfic: 'podfic',
  remix: 'remixing',
  print: 'printing and binding',
  copy: 'copying to another archive',
  machines: 'use by machines, such as training AI',
}
const ANSWERS: readonly (readonly [Exclude<Allowed, 'unsaid'>, string])[] = [
  ['yes', 'Allowed'],
  ['ask', 'Ask the creator first'],
  ['no', 'Not allowed'],
]

/** What the creator allows, for the rights field of a book: what was said, then what was not. */
export function permissionsText(permissions: Permissions): string {
  const said = ANSWERS.flatMap(([answer, label]) => {
    const deeds = PERMISSION_KINDS.filter((kind) => permissions[kind] === answer).map((kind) => DEEDS[kind])
    return deeds.length > 0 ? [`${label}: ${deeds.join(', ')}.`] : []
  })
  const unsaid = PERMISSION_KINDS.some((kind) => permissions[kind] === 'unsaid')
  const rest = said.length > 0 ? 'Anything else has not been said, which is no permission.' : NOTHING
  return [...said, ...(permissions.words ? [permissions.words] : []), ...(unsaid ? [rest] : [])].join(' ')
}

const NOTHING = 'The creator has not said what they allow; that is no permission.'
