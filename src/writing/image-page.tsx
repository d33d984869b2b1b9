import { href, routes } from '../routes.ts'
import { FileField } from '../web/file-field.tsx'
import { Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { IMAGE_ALT_LONGEST } from '../works/index.ts'
import { ImageCard } from './image-card.tsx'
import type { ImageField } from './image-faults-said.ts'
import type { ImagesView } from './image-view.ts'

export type ImagesSent = Sent<ImageField>
export const NOTHING_SENT: ImagesSent = { typed: {}, faults: {} }

interface ImagesPageProps {
  readonly page: Page
  readonly view: ImagesView
  readonly sent: ImagesSent
}

/** A person's pictures: sending one, and all that are here. */
export const ImagesPage = ({ page, view, sent }: ImagesPageProps) => (
  <OwnPage
    page={page}
    title={t('Pictures')}
    lead={t('Pictures for your works. Who may read a work sees its pictures, and nobody else.')}
  >
    <SendImage page={page} account={view.account} sent={sent} />
    <section class="part" aria-labelledby="own-images">
      <h3 class="ruled" id="own-images">
        {t('Your pictures')}
      </h3>
      <Room used={view.used} room={view.room} />
      {view.all === 0 ? (
        <p>{t('There are none yet.')}</p>
      ) : (
        <ol class="own-images" start={view.from}>
          {view.images.map((image) => (
            <ImageCard image={image} fresh={image.hash === view.fresh} />
          ))}
        </ol>
      )}
      <Turning view={view} />
    </section>
  </OwnPage>
)

function SendImage({ page, account, sent }: Pick<ImagesPageProps, 'page' | 'sent'> & { account: string }) {
  const fault = sent.faults.image
  return (
    <form
      class="sections"
      method="post"
      action={href(routes.images, { name: account })}
      enctype="multipart/form-data"
    >
      <Csrf page={page} />
      <ErrorSummary faults={sent.faults} />
      <fieldset>
        <legend class="ruled">{t('Send a picture')}</legend>
        <Field
          name="alt"
          label={t('What the picture shows')}
          value={sent.typed.alt}
          needed="of-course"
          maxlength={IMAGE_ALT_LONGEST}
          autocomplete="off"
          hint={t('Read aloud to whoever does not see it, and shown where it cannot be.')}
          fault={sent.faults.alt}
        />
        <FileField
          name="image"
          label={t('A picture')}
          required
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          hint={t(
            'JPEG, PNG, WebP, GIF or AVIF, up to 20 MB. It is drawn anew: what cameras write into it (places, times) is thrown away.',
          )}
          fault={fault}
        />
      </fieldset>
      <p class="actions">
        <button type="submit" class="first">
          {t('Send it')}
        </button>
      </p>
    </form>
  )
}

const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10

const Room = ({ used, room }: { readonly used: number; readonly room: number }) => (
  <p class="image-room">
    <span id="image-room">
      {t('{used, number} of {room, number} MB used', { used: megabytes(used), room: megabytes(room) })}
    </span>
    <progress max={room} value={Math.min(used, room)} aria-labelledby="image-room" />
  </p>
)

const Turning = ({ view }: Pick<ImagesPageProps, 'view'>) =>
  (view.before ?? view.after) && (
    <nav aria-label={t('Pages')}>
      <p class="actions">
        {view.before && (
          <a class="button" rel="prev" href={view.before}>
            {t('Previous')}
          </a>
        )}
        {view.after && (
          <a class="button" rel="next" href={view.after}>
            {t('Next')}
          </a>
        )}
      </p>
    </nav>
  )
