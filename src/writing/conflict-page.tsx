import { plainText } from '../prose/index.ts'
import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { STOOD_FIELD, type Typed } from '../works/index.ts'
import { textOfBlocks } from './manuscript-blocks.ts'
import type { ConflictView, FieldConflict, Way } from './manuscript-conflict.ts'
import type { Begun } from './manuscript-list.ts'
import { Sides } from './manuscript-marks.tsx'
import type { Piece } from './manuscript-merge.ts'
import { BegunInChapter } from './restored-notice.tsx'

interface ConflictProps {
  readonly page: Page
  readonly view: ConflictView
  /** What was typed into forms of its chapters, and is not saved: nothing of it is asked about here. */
  readonly inChapters: readonly Begun[]
  readonly timeZone: string
}

/** What is stored was changed while this was typed: both beside each other, and three ways on. Nothing is saved yet. */
export function ConflictPage({ page, view, inChapters, timeZone }: ConflictProps) {
  const collides = view.body?.some(({ is }) => is === 'collision') ?? false
  return (
    <Layout page={{ ...page, robots: false }} title={t('Saved elsewhere in between')}>
      <div class="page-head">
        <h2 class="heading">{t('Saved elsewhere in between')}</h2>
      </div>
      <NoticeBox kind="note">
        <p>
          {t(
            'While this was typed, it was saved in another window or by somebody who writes it with you. Both texts are kept. Choose how to go on; you look at it once more before it is saved.',
          )}
        </p>
      </NoticeBox>
      {inChapters.map((begun) => (
        <BegunInChapter latest={begun} timeZone={timeZone} />
      ))}
      <form class="conflict" method="post" action={href(routes.manuscript, { key: view.key })}>
        <Csrf page={page} />
        <input type="hidden" name="deed" value="settle" />
        <input type="hidden" name="over" value={String(view.version)} />
        <input type="hidden" name="kept" value={String(view.kept)} />
        <input type="hidden" name={STOOD_FIELD} value={view.stood} />
        {view.fields.map((field) => (
          <FieldSides field={field} />
        ))}
        {view.body && <TextPieces pieces={view.body} />}
        <div class="actions">
          <button type="submit" class="first" name="way" value="merged">
            {collides ? t('Put together as chosen') : t('Put both together')}
          </button>
          <button type="submit" name="way" value="mine">
            {t('Go on with all of mine')}
          </button>
          <button type="submit" name="way" value="theirs">
            {t('Take what is saved, throw mine away')}
          </button>
        </div>
      </form>
    </Layout>
  )
}

function FieldSides({ field }: { readonly field: FieldConflict }) {
  const { name, label, mine, theirs, former, take, ways, values } = field
  return (
    <section aria-labelledby={`differs-${name}`}>
      <h3 class="ruled" id={`differs-${name}`}>
        {label}
      </h3>
      <Sides theirs={theirs.join(', ')} mine={mine.join(', ')} />
      {former && (
        <details class="before">
          <summary>{t('What it was before both')}</summary>
          <p class="words" dir="auto">
            {former.join(', ') || t('(nothing)')}
          </p>
        </details>
      )}
      <Carried side="theirs" fields={values.theirs} />
      <Carried side="both" fields={values.both} />
      <Take name={`take_${name}`} legend={label} chosen={take} ways={ways} />
    </section>
  )
}

/** What the fields become, if that is chosen: one that is to be empty is there, too. */
const Carried = ({ side, fields }: { readonly side: 'theirs' | 'both'; readonly fields: Typed }) => (
  <>
    {Object.entries(fields).flatMap(([field, value]) => {
      const values = [value].flat()
      return (values.length > 0 ? values : ['']).map((one) => (
        <input type="hidden" name={`${side}_${field}`} value={one} />
      ))
    })}
  </>
)

function TextPieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <section aria-labelledby="differs-body">
      <h3 class="ruled" id="differs-body">
        {t('Text')}
      </h3>
      {pieces.map((piece, at) =>
        piece.is === 'collision' ? (
          <Collision mine={piece.mine} theirs={piece.theirs} at={at} />
        ) : (
          <Settled is={piece.is} lines={piece.lines} />
        ),
      )}
    </section>
  )
}

const SETTLED = {
  same: (n: number) => t('{n, plural, one {One paragraph alike} other {# paragraphs alike}}', { n }),
  'both-alike': (n: number) => t('{n, plural, one {One paragraph alike} other {# paragraphs alike}}', { n }),
  mine: () => t('Only yours has this, and it is taken'),
  theirs: () => t('Only what is saved has this, and it is taken'),
}

function Settled({ is, lines }: { readonly is: keyof typeof SETTLED; readonly lines: readonly string[] }) {
  const text = textOfBlocks(lines)
  return (
    <>
      <input type="hidden" name="piece" value={`=${text}`} />
      <details class={`piece ${is}`} open={is === 'mine' || is === 'theirs'}>
        <summary>{SETTLED[is](lines.length)}</summary>
        <p class="words" dir="auto">
          {plainText(text)}
        </p>
      </details>
    </>
  )
}

interface CollisionProps {
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
  readonly at: number
}

function Collision({ mine, theirs, at }: CollisionProps) {
  const [own, other] = [textOfBlocks(mine), textOfBlocks(theirs)]
  const [ownWords, otherWords] = [plainText(own), plainText(other)]
  // Where only the markup differs, the markup is what to look at.
  const alike = ownWords === otherWords
  return (
    <div class="piece">
      <input type="hidden" name="piece" value={`?${at}`} />
      <input type="hidden" name={`mine_piece_${at}`} value={own} />
      <input type="hidden" name={`theirs_piece_${at}`} value={other} />
      <Sides theirs={alike ? other : otherWords} mine={alike ? own : ownWords} />
      <Take
        name={`take_piece_${at}`}
        legend={t('This place')}
        chosen={own && other ? 'both' : own ? 'mine' : 'theirs'}
        ways={['theirs', 'mine', 'both']}
      />
    </div>
  )
}

interface TakeProps {
  readonly name: string
  readonly legend: string
  readonly chosen: Way
  readonly ways: readonly Way[]
}

function Take({ name, legend, chosen, ways }: TakeProps) {
  const says = {
    theirs: () => t('Take what is saved'),
    mine: () => t('Take yours'),
    both: () =>
      name.startsWith('take_piece') ? t('Take both, one after the other') : t('Put both together'),
  }
  return (
    <fieldset class="take choices">
      <legend class="said">{legend}</legend>
      {ways.map((way) => (
        <label class="choice">
          <input type="radio" name={name} value={way} checked={way === chosen} />
          <span>{says[way]()}</span>
        </label>
      ))}
    </fieldset>
  )
}
