import type { Child } from 'hono/jsx'
import { t } from '../web/say.ts'
import {
  type Block,
  type ChangedText,
  type Mark,
  type MarkedBlock,
  ownLanguage,
  type Piece,
  type Row,
  type Run,
} from '../works/index.ts'

interface ComparedProps {
  readonly text: ChangedText
  readonly language: string
}

/** A text before and after: side by side where there is room, below each other where there is not. */
export function Compared({ text: { name, chapter, comparison }, language }: ComparedProps) {
  return (
    <section class="compared">
      <h3 class="heading">
        {chapter && (
          <>
            {t('Chapter {n}', { n: chapter.position })} {chapter.title && <bdi>{chapter.title}</bdi>} ·{' '}
          </>
        )}
        {TEXT_NAMES[name]()}
      </h3>
      {comparison.coarse && (
        <p class="hint">
          {t('So much is different here that parts of it are compared by paragraphs, not by words.')}
        </p>
      )}
      <div class="compared-rows" {...ownLanguage(language)}>
        {comparison.rows.map((row) => (
          <ComparedRow row={row} />
        ))}
      </div>
    </section>
  )
}

const TEXT_NAMES: Readonly<Record<ChangedText['name'], () => string>> = {
  summary: () => t('Summary'),
  notes: () => t('Notes'),
  text: () => t('Text'),
  endNotes: () => t('Notes at the end'),
}

function ComparedRow({ row }: { readonly row: Row }) {
  if (row.kind === 'skipped')
    return (
      <p class="skipped" dir="auto">
        {t('{n, plural, one {# paragraph is the same} other {# paragraphs are the same}}', { n: row.many })}
      </p>
    )
  if (row.kind === 'same') return <div class="same">{row.blocks.map((block) => Plain({ block }))}</div>
  return (
    <div class="changed">
      <div class="before">{row.before.map((block) => Marked({ block }))}</div>
      <div class="after">{row.after.map((block) => Marked({ block }))}</div>
    </div>
  )
}

const Plain = ({ block }: { readonly block: Block }) => (
  <p class={`is-${block.kind}`}>{words(block.pieces)}</p>
)

const Marked = ({ block }: { readonly block: MarkedBlock }) => (
  <p class={`is-${block.kind}`}>{block.runs.map((run, at) => OneRun({ run, first: at === 0 }))}</p>
)

/** A voice says what colour and stroke say to the eye. */
function OneRun({ run: { change, pieces }, first }: { readonly run: Run; readonly first: boolean }) {
  const space = pieces[0]?.spaced && !first ? ' ' : ''
  if (change === 'same')
    return (
      <>
        {space}
        {words(pieces)}
      </>
    )
  const Sign = change === 'gone' ? 'del' : 'ins'
  return (
    <>
      {space}
      <Sign>
        <span class="said">{change === 'gone' ? t('gone:') : t('new:')} </span>
        {words(pieces)}
        <span class="said"> {t('(end)')}</span>
      </Sign>
    </>
  )
}

/** Words beside each other in the same markup are one text. */
function words(pieces: readonly Piece[]): Child[] {
  const shown: Child[] = []
  let [text, marks]: [string, readonly Mark[]] = ['', []]
  const end = (): void => {
    if (text) shown.push(inMarks(text, marks))
    text = ''
  }
  for (const [at, piece] of pieces.entries()) {
    const space = piece.spaced && at > 0 ? ' ' : ''
    if (piece.text === '\n' || piece.marks.join() !== marks.join()) {
      if (space) text += space
      end()
      marks = piece.marks
      if (piece.text === '\n') shown.push(<br />)
      else text = said(piece)
    } else text += space + said(piece)
  }
  end()
  return shown
}

const said = ({ text, marks }: Piece): string =>
  marks.includes('picture') ? `[${text ? t('picture: {alt}', { alt: text }) : t('picture')}]` : text

/** A link leads nowhere here, so that nobody leaves by a slip of the finger. */
function inMarks(text: string, marks: readonly Mark[]): Child {
  return marks.reduceRight<Child>((inner, mark) => {
    if (mark === 'picture') return inner
    if (mark === 'a') return <span class="link">{inner}</span>
    if (mark === 'u') return <span class="underlined">{inner}</span>
    const Tag = mark
    return <Tag>{inner}</Tag>
  }, text)
}
