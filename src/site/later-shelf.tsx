import { ContentsItem } from '../catalogue/index.ts'
import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { LaterView } from './later-read.ts'

interface LaterShelfProps {
  readonly page: Page
  readonly reader: Member
  readonly later: LaterView
}

/** On the front page: what its reader wants to read later, the latest marked first. */
export const LaterShelf = ({ page, reader, later }: LaterShelfProps) => (
  <section class="wide for-later" aria-labelledby="later">
    <h3 class="ruled" id="later">
      {t('Marked for later')}
    </h3>
    <form id="take-off" method="post">
      <Csrf page={page} />
      <input type="hidden" name="back" value={routes.home} />
    </form>
    <ol class="contents">
      {later.works.map((work) => (
        <ContentsItem work={work}>
          <button
            class="quiet"
            type="submit"
            form="take-off"
            formaction={href(routes.reading, { workId: work.id })}
            name="state"
            value="none"
          >
            {t('Take off')}
            <span class="said">
              {' '}
              <bdi>{work.title}</bdi>
            </span>
          </button>
        </ContentsItem>
      ))}
    </ol>
    <p class="more">
      <a href={href(routes.readingList, { name: reader.name, state: 'later' })}>
        {t('{n, plural, one {The one work marked for later} other {All # works marked for later}}', {
          n: later.total,
        })}
      </a>
    </p>
  </section>
)
