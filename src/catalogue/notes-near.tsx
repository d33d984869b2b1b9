import { sayList, sayWith } from '../web/say-with.ts'
import type { ListNote } from './works-view.ts'

/** Tags that may have been meant, each with the list as it would be with it. */
export const NearNames = ({ near }: { readonly near: NonNullable<ListNote['near']> }) => (
  <p class="near">
    {sayWith('Did you mean {names}?', {
      names: (
        <>
          {sayList(
            near.map(({ name, href }) => (
              <a class="tag" href={href}>
                <bdi>{name}</bdi>
              </a>
            )),
            'or',
          )}
        </>
      ),
    })}
  </p>
)
