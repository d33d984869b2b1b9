import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { Standing } from './image-card.tsx'
import type { ImageShown } from './image-view.ts'

interface AskDeleteProps {
  readonly page: Page
  readonly account: string
  readonly image: ImageShown
}

/** A picture is gone for good, from every work it stands in: so it is shown once more, and asked about. */
export const AskDeleteImage = ({ page, account, image }: AskDeleteProps) => (
  <OwnPage
    page={page}
    title={t('Delete this picture?')}
    kind={<a href={href(routes.images, { name: account })}>{t('Pictures')}</a>}
  >
    <p class="asked-image">
      <img
        src={image.small}
        alt={image.alt || t('A picture without description')}
        width={image.width}
        height={image.height}
      />
    </p>
    <form class="asking" method="post">
      <Csrf page={page} />
      <Standing image={image} />
      <p>{t('Where it stands in a text, its description is shown instead. It cannot be brought back.')}</p>
      <p class="actions">
        <button type="submit" class="first">
          {t('Delete the picture')}
        </button>
        <a href={href(routes.images, { name: account })}>{t('Keep it')}</a>
      </p>
    </form>
  </OwnPage>
)
