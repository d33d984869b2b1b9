import { assetHref } from '../web/assets.ts'
import { CompleteScript } from '../web/complete-script.tsx'
import { t } from '../web/say.ts'

/** Makes slips of the names in tag fields, and says what the archive knows of them: for a page's head. */
export const TagFieldScript = () => (
  <>
    <CompleteScript />
    <script type="module" src={assetHref('tag-field.js')} data-tag-words={JSON.stringify(words())} />
  </>
)

const PLACES = { name: '{name}', of: '{of}', at: '{at}', all: '{all}' }

const words = () => ({
  remove: t('Take {name} out', PLACES),
  removed: t('{name} is taken out', PLACES),
  move: t('Move {name}: drag, or use the arrow keys', PLACES),
  moved: t('{name} is at place {at} of {all}', PLACES),
  synonym: t('{name}: a synonym of {of}, where readers find it', PLACES),
  fresh: t('not yet known'),
  meant: t('{name}: not yet a known tag. Is {of} meant?', PLACES),
})
