/**
 * Two spellings are one tag when their keys are equal: Unicode NFC, lower case, white space folded.
 * Accents tell tags apart (café is not cafe); the writer's own spelling is kept on the work.
 */
export const tagKey = (name: string): string =>
  name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
