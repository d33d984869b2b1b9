import { t } from '../../web/say.ts'
import { type KeepAwayRefusal, MOST_KEPT_AWAY } from './keep-away.ts'

const FAULTS: Readonly<Record<KeepAwayRefusal | 'no-such-person', () => string>> = {
  'no-such-person': () =>
    t('Nobody here has that name. It is the name of an account, as in the address of its page.'),
  yourself: () => t('That is you. Nobody can keep themselves away.'),
  official: () =>
    t('Whoever keeps this archive or moderates it cannot be kept away: they must be able to reach everyone.'),
  'too-many': () =>
    t('There are {n, number} people in this list, and there can be no more. Take somebody off first.', {
      n: MOST_KEPT_AWAY,
    }),
}
export const keepAwayFault = (fault: KeepAwayRefusal | 'no-such-person'): string => FAULTS[fault]()
