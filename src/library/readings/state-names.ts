import { t } from '../../web/say.ts'
import type { ReadingState } from '../tables.ts'

export const STATE_NAMES: Readonly<Record<ReadingState, () => string>> = {
  later: () => t('Marked for later'),
  reading: () => t('Reading now'),
  read: () => t('Already read'),
  dropped: () => t('Dropped'),
}

/** On what gives a work that mark. */
export const STATE_DEEDS: Readonly<Record<ReadingState, () => string>> = {
  ...STATE_NAMES,
  later: () => t('Mark for later'),
}
