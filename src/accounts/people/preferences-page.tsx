import type { Child } from 'hono/jsx'
import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, Tick } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { LOCALES, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { SelectField } from '../../web/select-field.tsx'
import { HeardOf } from './heard-of.tsx'
import type { PreferenceFaults } from './preference-faults.ts'
import type { Preferences, Tick as TickName } from './preferences.ts'
import { timeZoneOptions } from './time-zones.ts'

interface PreferencesPageProps {
  readonly page: Page
  readonly chosen: Preferences
  readonly faults: PreferenceFaults
}

/** Everything at once, in one form that needs no script. */
export const PreferencesPage = ({ page, chosen, faults }: PreferencesPageProps) => (
  <OwnPage
    page={page}
    title={t('Preferences')}
    lead={t('They hold on every device you log in on. Nobody else sees them.')}
  >
    <ErrorSummary faults={faults} />
    <form
      class="sections"
      method="post"
      action={page.actor.type === 'member' ? href(routes.preferences, { name: page.actor.name }) : ''}
    >
      <Csrf page={page} />
      <Reading chosen={chosen} />
      <Pages page={page} chosen={chosen} faults={faults} />
      <Found chosen={chosen} />
      <Others chosen={chosen} />
      <p class="actions">
        <button type="submit" class="first">
          {t('Save preferences')}
        </button>
      </p>
    </form>
  </OwnPage>
)

interface PartProps {
  readonly chosen: Preferences
}

const part = (title: string, children: Child) => (
  <fieldset>
    <legend class="ruled">{title}</legend>
    <div>{children}</div>
  </fieldset>
)

const ticker =
  (chosen: Preferences) =>
  (name: TickName, says: string, hint?: Child): Child => (
    <Tick name={name} checked={chosen[name]}>
      {says}
      {hint && <span class="hint under-tick">{hint}</span>}
    </Tick>
  )

function Reading({ chosen }: PartProps) {
  const tick = ticker(chosen)
  const text = <a href={routes.settings}>{t('Light, type and page')}</a>
  const keys = <a href={routes.devices}>{t('Keys for devices')}</a>
  return part(
    t('Reading'),
    <>
      {tick('adult', t('Open works with adult content without asking'))}
      {tick('wholeWork', t('Open works of many chapters in full'))}
      {tick(
        'hideWarnings',
        t('Hide archive warnings'),
        t('In lists and on works, until you ask for them. Never on your own works.'),
      )}
      {tick('hideTags', t('Hide additional tags'), t('In the same way.'))}
      {tick('hideWorkSkins', t('Show works without their own styles'))}
      {tick('history', t('Remember what I have read'))}
      {tick(
        'hideRead',
        t('Leave out of lists what I have read or dropped'),
        t('What you marked so. Each list says how many works that is, and shows them when asked.'),
      )}
      <p class="hint">
        {sayWith('Paper, typeface and size are set at {text}, and come along too.', { text })}
      </p>
      <p class="hint">{sayWith('E-readers, feed readers and KOReader are let in at {keys}.', { keys })}</p>
    </>,
  )
}

/** The look of all pages is chosen elsewhere. */
function SkinHint({ page }: { readonly page: Page }) {
  if (page.actor.type === 'guest') return null
  const skins = <a href={href(routes.ownSkins, { name: page.actor.name })}>{t('Skins')}</a>
  return (
    <p class="hint">{sayWith('A site skin, another look for all pages, is chosen at {skins}.', { skins })}</p>
  )
}

function Pages({ page, chosen, faults }: PreferencesPageProps) {
  const tick = ticker(chosen)
  const languages = [
    { value: '', label: t('As the browser wishes'), lang: undefined },
    ...LOCALES.map(({ code, name }) => ({ value: code, label: name, lang: code })),
  ]
  return part(
    t('Pages'),
    <>
      <SelectField name="language" label={t('Language of the pages')} fault={faults.language}>
        {languages.map(({ value, label, lang }) => (
          <option value={value} selected={value === chosen.language} lang={lang}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField name="timeZone" label={t('Time zone')} fault={faults.timeZone}>
        {timeZoneOptions().map(({ value, label }) => (
          <option value={value} selected={value === chosen.timeZone}>
            {label}
          </option>
        ))}
      </SelectField>
      <Field
        name="titleFormat"
        label={t('Title of the window for a work')}
        value={chosen.titleFormat}
        hint={sayWith(
          '{title}, {author} and {fandom} are filled in; everything else stands as you write it.',
          {
            title: <code>TITLE</code>,
            author: <code>AUTHOR</code>,
            fandom: <code>FANDOM</code>,
          },
        )}
        fault={faults.titleFormat}
        autocomplete="off"
      />
      <SkinHint page={page} />
      {tick('showHelp', t('Show short explanations where something is new'))}
      {tick('showBanner', t('Show the archive’s announcements at the top of pages'))}
    </>,
  )
}

function Found({ chosen }: PartProps) {
  const tick = ticker(chosen)
  return part(
    t('Being found'),
    <>
      {tick(
        'hideFromSearch',
        t('Ask search engines not to list my pages and works'),
        t(
          'Works that are anonymous, or signed with a pen name not linked to you, are left as they are: otherwise they could be told to be yours.',
        ),
      )}
      {tick('hideShareButtons', t('Show no buttons for sharing on my works'))}
    </>,
  )
}

function Others({ chosen }: PartProps) {
  const tick = ticker(chosen)
  return part(
    t('Other people'),
    <>
      <p class="hint under">
        {t(
          'Comments, kudos and collections are still to come to this archive. What you choose now holds from their first day.',
        )}
      </p>
      {tick('inviteCoCreator', t('Others may invite me as a co-creator'))}
      {tick('inviteToCollection', t('Others may invite my works into collections'))}
      {tick('giftsFromAnyone', t('Anyone may give me works as gifts'))}
      {tick('citable', t('Works of others may name mine as what they come from'))}
      {tick('guestsReply', t('Guests may reply to my comments'))}
      <HeardOf chosen={chosen} />
      <p class="hint">{t('Mails about the safety of your account are always sent.')}</p>
    </>,
  )
}
