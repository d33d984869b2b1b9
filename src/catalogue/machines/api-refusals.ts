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

export const noSuchChapter = (): ProblemWords => ({
  detail: t('No chapter of that number is in that work, for whoever asks.'),
  remedy: t('Take the number from the record of the work.'),
})

export const notLoggedIn = (base: string): ProblemWords => ({
  detail: t('This is a reader’s own, and it is not known who asks.'),
  remedy: t('Send a name and a key for programs by HTTP Basic. Keys are made at {address}.', {
    address: base + routes.devices,
  }),
})

export const noSuchMoment = (): ProblemWords => ({
  detail: t('What “since” says is no moment.'),
  remedy: t('Write it as 2026-05-01T12:00:00Z.'),
})

export const noSuchAfter = (): ProblemWords => ({
  detail: t('What “after” says is no place in a list.'),
  remedy: t('Ask with the address that the answer before gave as “next”, whole.'),
})

export const notUnderstood = (field: string): ProblemWords => ({
  detail: t('The field “{field}” was not understood; nothing was changed.', { field }),
  remedy: t('All there are stand in {address}.', { address: routes.apiDescription }),
})

export const noSuchShelf = (): ProblemWords => ({
  detail: t('There is no such shelf among those of whoever asks.'),
  remedy: t('All there are stand in {address}.', { address: routes.apiShelves }),
})

export const historyOff = (): ProblemWords => ({
  detail: t('This reader’s history is off: what they do with works is not kept.'),
  remedy: t('It can be switched on among their preferences.'),
})

export const notByHand = (): ProblemWords => ({
  detail: t('The library holds the copies a reader keeps; works are not put there one by one.'),
  remedy: t('Copies come there by importing them, and go where they are deleted.'),
})
