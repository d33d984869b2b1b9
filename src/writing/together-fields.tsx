import type { Child } from 'hono/jsx'
import type { ChapterId, WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { fieldId } from '../web/form.tsx'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import type { TogetherView, Typed } from '../works/index.ts'
import { Fold } from './fold.tsx'
import { NamesField } from './names-field.tsx'
import { RelatedFields } from './together-related.tsx'
import { SeriesFields } from './together-series.tsx'
import { manyIn, textIn } from './together-typed.ts'

interface TogetherProps {
  /** As the form was sent; empty: as the work is. */
  readonly typed: Typed
  readonly faults: Readonly<Partial<Record<string, string>>>
  readonly view: TogetherView
  /** Absent: a new work. */
  readonly work?: { readonly id: WorkId } | undefined
}

/** Parts of the work's form: with whom, for whom, in which series, after what; folded while nothing is said of them. */
export function TogetherFields(props: TogetherProps) {
  const { typed, faults, view } = props
  const recipients = textIn(typed, 'recipients') ?? view.recipients.join(', ')
  return (
    <>
      <Fold
        title={t('Other creators')}
        brief={view.others.join(', ')}
        open={Boolean(faults.coauthors || textIn(typed, 'coauthors')) || view.asked.length > 0}
      >
        <CoauthorsField {...props} />
      </Fold>
      <Fold title={t('A gift')} brief={recipients} open={Boolean(faults.recipients || recipients)}>
        <NamesField
          name="recipients"
          label={t('For')}
          value={recipients}
          hint={t(
            'People here, by their pen names, or any name; commas between them. They are told when it is posted.',
          )}
          fault={faults.recipients}
        />
      </Fold>
      <SeriesFields typed={typed} faults={faults} series={view.series} />
      <RelatedFields typed={typed} faults={faults} related={view.related} />
    </>
  )
}

interface CoauthorsProps extends TogetherProps {
  /** In the form of a chapter: it is asked of this chapter alone. */
  readonly chapter?: ChapterId | 'new'
}

/** Whom to ask to be a creator, too; who is one, and who has been asked. For a work's form and a chapter's. */
export function CoauthorsField({ typed, faults, view, work, chapter }: CoauthorsProps) {
  const hint = chapter
    ? t(
        'Pen names, commas between them. Who signs the work already stands on the chapter at once; others are asked first.',
      )
    : t('Pen names, commas between them. They are asked now, and sign and edit the work once they accept.')
  return (
    <>
      <NamesField
        name="coauthors"
        label={chapter ? t('Other creators of this chapter') : t('Invite other creators')}
        value={textIn(typed, 'coauthors')}
        hint={hint}
        fault={faults.coauthors}
      />
      {view.others.length > 0 && work && <Others names={view.others} work={work.id} />}
      {view.asked.length > 0 && <Asked asked={view.asked} taken={manyIn(typed, 'uninvite')} />}
    </>
  )
}

const Others = ({ names, work }: { readonly names: readonly string[]; readonly work: WorkId }) => (
  <p class="hint">
    {sayWith('Also signed by {names}.', { names: <>{sayList(names.map(isolated))}</> })}{' '}
    <a href={href(routes.leaveWork, { workId: work })}>{t('Take your own name off it')}</a>
  </p>
)

const isolated = (name: string): Child => <bdi>{name}</bdi>

function Asked({
  asked,
  taken,
}: {
  readonly asked: TogetherView['asked']
  readonly taken: readonly string[]
}) {
  return (
    <fieldset class="field" id={fieldId('uninvite')}>
      <legend class="label">{t('Asked, and not answered yet')}</legend>
      {asked.map(({ id, name, chapter }) => (
        <label class="choice">
          <input type="checkbox" name="uninvite" value={String(id)} checked={taken.includes(String(id))} />
          <span>
            {chapter === null
              ? sayWith('Ask {name} no more', { name: isolated(name) })
              : sayWith('Ask {name} no more for chapter {n}', { name: isolated(name), n: chapter })}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
