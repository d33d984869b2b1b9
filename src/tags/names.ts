import { LIMITS } from '../core/values.ts'

/**
 * Two spellings are one tag when their keys are equal: Unicode NFC, lower case, white space folded.
 * Accents tell tags apart (café is not cafe); the writer's own spelling is kept on the work.
 */
export const tagKey = (name: string): string =>
  name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

export type NameFault = 'empty-name' | 'long-name' | 'forbidden-characters'

/** AO3's list, and what no name can hold: controls, and characters that are none. */
const FORBIDDEN = /[,，、*<>^{}=`\\%\p{Cc}\p{Cs}]/u

/** What is wrong with a name somebody gives a tag here. Imported works keep the names they came with. */
export function nameFault(name: string): NameFault | undefined {
  if (!/[^\s\p{Cf}]/u.test(name)) return 'empty-name'
  if ([...asWritten(name)].length > LIMITS.tag) return 'long-name'
  return FORBIDDEN.test(name.replace(/\s/g, ' ')) ? 'forbidden-characters' : undefined
}

/** A name as it is kept: no space around it, one between words. */
export const asWritten = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim()
