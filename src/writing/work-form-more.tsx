import { Choice, Field, fieldId, Tick, Under } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { many, NOTHING_SAID, PERMISSION_KINDS, type Permissions, PermissionTable } from '../works/index.ts'
import { Fold } from './fold.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SkinField } from './skin-field.tsx'
import { TogetherFields } from './together-fields.tsx'
import { isOpen, isShown, value, type WorkFormView } from './work-form-view.ts'

interface Props {
  readonly view: WorkFormView
}

/** The rest, where it is wanted: folded while it is as usual. */
export const MoreFields = ({ view }: Props) => (
  <fieldset class="more-fields">
    <legend class="ruled">{t('If you like')}</legend>
    {view.pens.length > 1 && <Signed view={view} />}
    <TogetherFields
      {...{ typed: view.typed, faults: view.faults, view: view.together }}
      work={view.work ?? undefined}
    />
    <Chapters view={view} />
    <SkinField view={view} />
    <WhoSees view={view} />
    <Allowed view={view} />
  </fieldset>
)

function Signed({ view }: Props) {
  const chosen = many(view.typed, 'pen')
  const names = view.pens.filter(({ id }) => chosen.includes(String(id)))
  return (
    <Fold
      title={t('Signed by')}
      brief={names.map(({ name }) => name).join(', ')}
      open={view.faults.pen !== undefined || names.length !== 1 || !names[0]?.isDefault}
    >
      <fieldset
        class="field"
        id={fieldId('pen')}
        aria-describedby={view.faults.pen && `${fieldId('pen')}-fault`}
      >
        <legend class="said">{t('Signed by')}</legend>
        {/* Tells a form in which none is ticked from one that does not ask. */}
        <input type="hidden" name="pen" value="" />
        {view.pens.map(({ id, name }) => (
          <label class="choice">
            <input type="checkbox" name="pen" value={String(id)} checked={chosen.includes(String(id))} />
            <bdi>{name}</bdi>
          </label>
        ))}
        <Under name="pen" fault={view.faults.pen} />
      </fieldset>
    </Fold>
  )
}

function Chapters({ view }: Props) {
  const { faults, work } = view
  const shown = isShown(work)
  const [planned, published] = [value(view, 'expected'), value(view, 'published')]
  const silent = value(view, 'announced') === 'no'
  return (
    <Fold
      title={t('Chapters and dates')}
      brief={[planned === '1' ? '' : `…/${planned}`, published].filter(Boolean).join(', ')}
      open={
        isOpen(view, POSTS) ||
        Boolean(faults.expected || faults.published) ||
        (!shown && (planned !== '1' || published !== '' || silent))
      }
    >
      <div class="row">
        <Field
          name="expected"
          label={t('Planned chapters')}
          value={planned}
          fault={faults.expected}
          hint={t('1 for a work that is whole in one; ? where the end is open.')}
          autocomplete="off"
        />
        <Field
          name="published"
          label={shown ? t('Day of publication') : t('Another day of publication')}
          value={published}
          fault={faults.published}
          hint={t('For what was published before. Year, month and day: {day}.', { day: '2019-05-24' })}
          placeholder={t('today')}
          autocomplete="off"
        />
      </div>
      {!shown && (
        <label class="choice">
          <input type="checkbox" name="announced" value="no" checked={silent} />
          <span>{t('Post it silently: followers are not told')}</span>
        </label>
      )}
      {!shown && <ScheduleFields {...{ typed: view.typed, faults, zone: view.zone, now: view.now }} />}
    </Fold>
  )
}

const POSTS = ['posts_day', 'posts_hour']

function WhoSees({ view }: Props) {
  const members = value(view, 'audience') === 'members'
  const comments = value(view, 'comments_from') || 'members'
  const moderated = value(view, 'comments_moderated') !== ''
  return (
    <Fold
      title={t('Who sees it, who comments')}
      brief={members ? t('members') : t('everybody')}
      open={members || comments !== 'members' || moderated}
    >
      <Choice
        name="audience"
        legend={t('Who sees it')}
        chosen={members ? 'members' : 'public'}
        options={[
          { value: 'public', label: t('Everybody') },
          { value: 'members', label: t('Members of this archive, logged in') },
        ]}
      />
      <Choice
        name="comments_from"
        legend={t('Who may comment')}
        chosen={comments}
        options={[
          { value: 'everyone', label: t('Everybody, guests too') },
          { value: 'members', label: t('Members') },
          { value: 'nobody', label: t('Nobody') },
        ]}
      />
      <Tick name="comments_moderated" checked={moderated}>
        {t('Comments wait until you have read them')}
      </Tick>
    </Fold>
  )
}

function Allowed({ view }: Props) {
  const permissions = permissionsShown(view)
  const said = PERMISSION_KINDS.some((kind) => permissions[kind] !== 'unsaid') || permissions.words !== ''
  return (
    <Fold title={t('What others may do with it')} open={said || view.faults.words !== undefined}>
      <p class="hint">{t('Not said: what you allow under the pen name that signs it holds.')}</p>
      <div class="permissions">
        <PermissionTable
          caption={t('Written on the work, into its downloads and headers, and kept to by this archive.')}
          permissions={permissions}
          prefix="may_"
        />
      </div>
      <Field
        name="words"
        label={t('In your own words')}
        value={value(view, 'words')}
        fault={view.faults.words}
        rows={3}
      />
    </Fold>
  )
}

const ANSWERS = ['yes', 'ask', 'no', 'unsaid'] as const

function permissionsShown(view: WorkFormView): Permissions {
  const answers = PERMISSION_KINDS.map((kind) => {
    const typed = value(view, `may_${kind}`)
    return [kind, ANSWERS.find((answer) => answer === typed) ?? 'unsaid'] as const
  })
  return { ...NOTHING_SAID, ...Object.fromEntries(answers), words: value(view, 'words') }
}
