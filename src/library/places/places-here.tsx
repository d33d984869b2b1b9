import { routes } from '../../routes.ts'
import { Script } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'

/** What a page may be given of a guest's own browser: the front page's part, a line under each entry, one above a text. */
type PlaceSlot = 'continue' | 'lines' | 'bar'

/**
 * Where places.js puts what this browser has kept of a guest's reading; of somebody who has logged in since, it sends
 * that along. Nothing without script.
 */
export const PlacesHere = ({ page, slot }: { readonly page: Page; readonly slot: PlaceSlot }) => (
  <div
    hidden
    data-places={slot}
    data-at={routes.places}
    data-csrf={page.csrf}
    data-of={page.actor.type === 'member' ? 'account' : 'browser'}
  >
    <Script name="places.js" />
  </div>
)
