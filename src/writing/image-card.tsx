import { href, routes } from '../routes.ts'
import { count, day, t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import type { ImageShown } from './image-view.ts'

/** One of one's own pictures: what it is, the line that shows it in a text, where it stands. */
export const ImageCard = ({ image, fresh }: { readonly image: ImageShown; readonly fresh: boolean }) => (
  <li id={fresh ? 'fresh' : undefined} class={fresh ? 'fresh' : undefined}>
    <a class="frame" href={image.src}>
      <img
        src={image.small}
        alt={image.alt || t('A picture without description')}
        width={image.width}
        height={image.height}
        loading="lazy"
        decoding="async"
      />
    </a>
    <div class="about">
      {image.alt && <p dir="auto">{image.alt}</p>}
      <p class="facts">
        {image.name && <bdi>{image.name}</bdi>}
        <span>
          {t('{width, number} × {height, number} dots', { width: image.width, height: image.height })}
        </span>
        <span>{t('{n} KB', { n: count(Math.ceil(image.size / 1000)) })}</span>
        <span>{day(image.madeAt)}</span>
      </p>
      <label>
        <span class="label">{t('Its line for a text')}</span>
        <input type="text" readonly dir="ltr" value={image.line} autocomplete="off" />
      </label>
      <Standing image={image} />
      <p>
        <a href={image.deleting}>
          {sayWith('Delete…{which}', { which: <span class="said"> {image.alt || image.name}</span> })}
        </a>
      </p>
    </div>
  </li>
)

export const Standing = ({ image }: { readonly image: Pick<ImageShown, 'works'> }) => {
  const now = image.works.filter(({ former }) => !former)
  const once = image.works.length - now.length
  return (
    <>
      {now.length > 0 ? (
        <p>
          {sayWith('Stands in {works}.', {
            works: sayList(
              now.map(({ id, title }) => (
                <a href={href(routes.work, { workId: id })}>
                  <bdi>{title}</bdi>
                </a>
              )),
            ),
          })}
        </p>
      ) : (
        <p class="hint">{t('Stands in no work. After thirty days without one it is deleted.')}</p>
      )}
      {once > 0 && (
        <p class="hint">
          {t(
            '{n, plural, one {An earlier version of # work holds it.} other {Earlier versions of # works hold it.}}',
            {
              n: once,
            },
          )}
        </p>
      )}
    </>
  )
}
