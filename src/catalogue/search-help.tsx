import type { Child } from 'hono/jsx'
import { t } from '../web/say.ts'

/** What the one box understands. */
export const SearchHelp = () => (
  <aside class="search-help" aria-labelledby="search-help">
    <h3 class="ruled" id="search-help">
      {t('How to ask')}
    </h3>
    <dl>
      {way('yellow wallpaper', t('Both words, anywhere in the work or its tags.'))}
      {way('"second key"', t('Exactly these words, in this order. In the text, the passage is shown.'))}
      {way('bees -honey', t('The first word, and not the second.'))}
      {way('moor OR marsh', t('Either word, or both.'))}
      {way('words>50000 complete:yes sort:words', t('Long works that are complete, the longest first.'))}
      {way('title:lamp tag:"Found Family"', t('Words in one field, a tag by its whole name.'))}
    </dl>
    <p class="hint">{t('Capitals and accents make no difference: “cafe” finds “Café”.')}</p>
  </aside>
)

/** An example as it would be typed, and what it finds. */
const way = (typed: string, finds: string): Child => (
  <div>
    <dt>
      <code>{typed}</code>
    </dt>
    <dd>{finds}</dd>
  </div>
)
