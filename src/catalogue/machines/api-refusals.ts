import { TAG_KINDS } from '../../core/values.ts'
import { href, routes } from '../../routes.ts'
import type { ProblemWords } from '../../web/problems.ts'
import { t } from '../../web/say.ts'

export const noSuchWork = (): ProblemWords => ({
  detail: t('No work of that number is here for whoever asks.'),
  remedy: t('Take the number from a list of works. What is for members is told to members alone.'),
})

export const noSuchTag = (name: string, base: string): ProblemWords => ({
  detail: t('No tag of that kind is called “{name}”.', { name }),
  remedy: t('Look for its name at {address}.', {
    address: base + href(routes.apiTags, {}, { name: 'lamp' }),
  }),
})

export const noSuchKind = (kind: string): ProblemWords => ({
  detail: t('“{kind}” is no kind of tag.', { kind }),
  remedy: t('Kinds are: {kinds}.', { kinds: [...TAG_KINDS, 'media'].join(', ') }),
})
