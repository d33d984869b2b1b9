import type { WorkId } from '../core/ids.ts'
import { routes } from '../routes.ts'
import { Icon } from './icons.tsx'
import { Script } from './layout.tsx'
import { type Locale, locale, t } from './say.ts'

/** Left as they stand: the script fills them in. */
const blanks = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `{${name}}`]))

const spoken = () => ({
  'data-keep': t('Keep offline'),
  'data-kept': t('Kept offline'),
  'data-keeping': t('Keeping …'),
  'data-failed': t('It could not be kept. Is there a network, and room on this device?'),
  'data-since': t('Kept on {when}, {size}. Press to remove it from this device.', blanks('when', 'size')),
  'data-shown': t(
    'There is no network. This is the work as it was kept on this device on {when}.',
    blanks('when'),
  ),
  'data-others': t('What is kept on this device'),
  'data-keep-list': t('Keep these offline'),
  'data-stop': t('Stop'),
  'data-progress': t('{n} of {all} works kept', blanks('n', 'all')),
  'data-all-kept': t('Kept on this device: {n}.', blanks('n')),
  'data-some-failed': t('Kept on this device: {n}. Could not be kept: {failed}.', blanks('n', 'failed')),
  'data-size': t('Works kept: {n}, together {size}.', blanks('n', 'size')),
  'data-room': t(
    'Works kept: {n}, together {size}. This device has room for about {room}.',
    blanks('n', 'size', 'room'),
  ),
  'data-entry': t('{words} words · {size} · kept on {when}', blanks('words', 'size', 'when')),
  'data-remove-named': t('Remove “{title}” from this device', blanks('title')),
  'data-checking': t('Looking for what is newer: {n} of {all} …', blanks('n', 'all')),
  'data-checked': t('All are as the archive has them now. Newer than before: {newer}.', blanks('newer')),
  'data-checked-some': t(
    'Newer than before: {newer}. Could not be fetched, and left as kept: {gone}.',
    blanks('newer', 'gone'),
  ),
})

/** Filled in once for each language: eighteen sentences on every page of a work took half a millisecond. */
const said = new Map<Locale, ReturnType<typeof spoken>>()

/** What offline.js says, in the reader's language. Once on a page that has a button of it. */
export function OfflineWords() {
  const words = said.get(locale()) ?? spoken()
  said.set(locale(), words)
  return (
    <>
      <template id="offline-words" {...words} />
      <Script name="offline.js" />
    </>
  )
}

/** On a work: keeps it on this device, or removes it. Not there without script. */
export const KeepOffline = ({ work }: { readonly work: WorkId }) => (
  <li hidden>
    <button type="button" class="button" data-keep-offline={work} aria-pressed="false">
      <Icon name="offline" />
      <span>{t('Keep offline')}</span>
    </button>
    <OfflineWords />
  </li>
)

const MOST_AT_ONCE = 100

/** On a list of one's own: keeps its works, this page's and those after it. */
export const KeepListOffline = () => (
  <div class="keep-offline-list" data-keep-list={MOST_AT_ONCE} hidden>
    <button type="button" class="button">
      <Icon name="offline" />
      <span>{t('Keep these offline')}</span>
    </button>
    <progress hidden value={0} max={1} aria-label={t('Keep these offline')} />
    <span class="said-so" role="status" />
    <a href={routes.offline}>{t('What is kept on this device')}</a>
    <OfflineWords />
  </div>
)
