import { href, routes } from '../../routes.ts'
import { FileField } from '../../web/file-field.tsx'
import { Csrf, ErrorSummary, Field, Tick } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { IconPicture } from './icon-picture.tsx'
import type { PenNameFaults, TypedPenName } from './keep-pen-name.ts'
import { penNameFaultsSaid } from './pen-faults-said.ts'
import { ABOUT_LONGEST, ALT_LONGEST, PEN_NAME_LONGEST } from './pen-name-rules.ts'
import type { PenName } from './pen-names-read.ts'

interface PenFormProps {
  readonly page: Page
  /** The account's name. */
  readonly account: string
  /** Null: a new one. */
  readonly pen: PenName | null
  readonly typed: Omit<TypedPenName, 'picture'>
  readonly faults: PenNameFaults
}

export function PenFormPage({ page, account, pen, typed, faults }: PenFormProps) {
  const said = penNameFaultsSaid(faults)
  const title = pen ? t('Change a pen name') : t('A new pen name')
  const all = href(routes.pseuds, { name: account })
  return (
    <OwnPage
      page={page}
      title={title}
      heading={pen ? <bdi>{pen.name}</bdi> : title}
      kind={<a href={all}>{t('Pen names')}</a>}
      lead={
        pen?.unlinked &&
        t('Known only to you and the archive: nothing public ties this name to your account.')
      }
    >
      <form class="sections" method="post" enctype="multipart/form-data">
        <Csrf page={page} />
        <ErrorSummary faults={said} />
        <NamePart pen={pen} typed={typed} said={said} />
        <IconPart pen={pen} typed={typed} said={said} />
        <p class="actions">
          <button type="submit" class="first">
            {pen ? t('Keep the changes') : t('Make this pen name')}
          </button>
          <a href={all}>{t('Back to the pen names')}</a>
        </p>
      </form>
      {pen && <OtherDeeds account={account} pen={pen} />}
    </OwnPage>
  )
}

interface PartProps extends Pick<PenFormProps, 'pen' | 'typed'> {
  readonly said: Readonly<Partial<Record<keyof PenNameFaults, string>>>
}

const NamePart = ({ pen, typed, said }: PartProps) => (
  <fieldset>
    <legend class="ruled">{t('Name')}</legend>
    {pen?.isAccount ? (
      <SameAsAccount name={pen.name} />
    ) : (
      <Field
        name="name"
        label={t('Pen name')}
        value={typed.name}
        needed="of-course"
        maxlength={PEN_NAME_LONGEST * 2}
        autocomplete="off"
        hint={t('Up to {n} letters of any script, digits, spaces, hyphens and underscores.', {
          n: PEN_NAME_LONGEST,
        })}
        fault={said.name}
      />
    )}
    <Field
      name="about"
      label={t('About this name')}
      value={typed.about}
      rows={5}
      hint={t('Up to {n} characters; simple HTML is kept, pictures are not.', { n: ABOUT_LONGEST })}
      fault={said.about}
    />
    {pen?.isDefault ? (
      <p class="hint">{t('Your works are signed with this name unless you choose another.')}</p>
    ) : (
      !pen?.unlinked && (
        <Tick name="isDefault" checked={typed.isDefault}>
          {t('Sign with this name unless I choose another')}
        </Tick>
      )
    )}
  </fieldset>
)

const SameAsAccount = ({ name }: { readonly name: string }) => (
  <div class="field">
    <p>
      <bdi>
        <strong>{name}</strong>
      </bdi>
    </p>
    <p class="hint">{t('This name is called like your account: it changes and goes with it.')}</p>
    <input type="hidden" name="name" value={name} />
  </div>
)

const IconPart = ({ pen, typed, said }: PartProps) => (
  <fieldset>
    <legend class="ruled">{t('Picture')}</legend>
    {pen?.icon && (
      <div class="field with-icon">
        <IconPicture icon={pen.icon} />
        <Tick name="removeIcon" checked={typed.removeIcon}>
          {t('Take this picture away')}
        </Tick>
      </div>
    )}
    <FileField
      name="icon"
      label={pen?.icon ? t('Another picture') : t('A picture')}
      accept="image/gif,image/jpeg,image/png"
      hint={
        <>
          {t(
            'GIF, JPEG or PNG, up to 500 KB. It is cut to a square; what cameras write into it (places, times) is thrown away.',
          )}
          {pen?.unlinked && (
            <> {t('Take one that none of your other names has: readers compare pictures.')}</>
          )}
        </>
      }
      fault={said.icon}
    />
    <Field
      name="iconAlt"
      label={t('What the picture shows')}
      value={typed.iconAlt}
      maxlength={ALT_LONGEST}
      autocomplete="off"
      hint={t('For those who do not see it.')}
      fault={said.iconAlt}
    />
  </fieldset>
)

/** What has a page of its own because it is asked about first. */
function OtherDeeds({ account, pen }: { readonly account: string; readonly pen: PenName }) {
  const at = { name: account, pseud: pen.name }
  return (
    <section class="part" aria-labelledby="more-deeds">
      <h3 class="ruled" id="more-deeds">
        {t('More')}
      </h3>
      <ul class="actions">
        <li>
          <a class="button" href={href(routes.penNamePermissions, at)}>
            {t('What its works allow…')}
          </a>
        </li>
        {!pen.isAccount && (
          <li>
            <a class="button" href={href(routes.linkPseud, at)}>
              {pen.unlinked ? t('Show it as yours again…') : t('Keep it apart from your account…')}
            </a>
          </li>
        )}
        {!pen.isDefault && !pen.isAccount && (
          <li>
            <a class="button" href={href(routes.deletePseud, at)}>
              {t('Delete this pen name…')}
            </a>
          </li>
        )}
      </ul>
      {pen.code && (
        <p class="hint">
          {sayWith('Readers find it at {address}', {
            address: (
              <a href={href(routes.pen, { code: pen.code })}>{href(routes.pen, { code: pen.code })}</a>
            ),
          })}
        </p>
      )}
    </section>
  )
}
