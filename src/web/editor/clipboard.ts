import { DOMSerializer, Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { cleanTree, type Field, settledText } from '../../prose/index.ts'
import { around } from './blocks.ts'
import { settleNotes } from './footnotes.ts'
import { tidyPasted } from './paste.ts'
import { isSceneBreak } from './paste-lines.ts'
import { notesApart, withNotes } from './paste-markdown.ts'
import { renameNotes } from './paste-notes.ts'
import { blocksOf } from './read.ts'
import { attrsOf } from './schema.ts'
import { unstyled } from './unstyled.ts'

interface ClipboardOf {
  readonly field: Field
  /** Pictures were pasted or dropped; null where none may stand. */
  readonly onPictures: ((files: readonly File[]) => void) | null
}

/** Paste, drop and copy: all goes through the cleaner, here as on the server. */
export const clipboard = ({ field, onPictures }: ClipboardOf): Plugin =>
  new Plugin({
    props: {
      handlePaste(view, event) {
        const data = event.clipboardData
        return data
          ? take(view, data, { field, onPictures, plain: event.type === 'paste' && asPlain })
          : false
      },
      handleDrop(view, event, _slice, moved) {
        const data = event.dataTransfer
        if (!data || moved || data.files.length === 0) return false
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        const pictures = picturesIn(data)
        // Any other file would be opened by the browser, in place of the page.
        event.preventDefault()
        if (pictures.length === 0 || !onPictures || !at) return true
        // They stand where they were dropped, also while their words are asked for.
        const { doc, tr } = view.state
        view.dispatch(tr.setSelection(Selection.near(doc.resolve(at.pos))))
        onPictures(pictures)
        return true
      },
      handleKeyDown(_view, event) {
        asPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v'
        return false
      },
      transformPastedHTML: (html) => tidied(html),
    },
  })

/** Ctrl+Shift+V: the words alone. */
let asPlain = false

interface Taking extends ClipboardOf {
  readonly plain: boolean
}

function take(view: EditorView, data: DataTransfer, { field, onPictures, plain }: Taking): boolean {
  const html = plain ? '' : data.getData('text/html')
  const text = data.getData('text/plain')
  const pictures = picturesIn(data)
  // A copied picture comes with markup that only names where it was.
  if (pictures.length > 0 && (!html || !hasWords(html))) {
    onPictures?.(pictures)
    return true
  }
  if (!html && !text) return false
  const { schema } = view.state
  const { html: given, notes } = freshNotes(html ? fromHtml(html) : linesOf(text))
  const copied = { html: given, text: html ? wordsOf(html) : text }
  const slice = intoList(sliceOf(schema, copied, field), view.state)
  const isOneLine = slice.content.childCount === 1 && slice.openStart > 0
  const tr = isOneLine
    ? view.state.tr.replaceSelection(slice)
    : view.state.tr.replaceRange(...rangeOf(view), slice)
  if (notes) settleNotes(tr)
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return true
}

let pasted = 0

/** Their notes under names of their own, and whether there are any. */
function freshNotes(html: string): { readonly html: string; readonly notes: boolean } {
  if (!/(?:ref|note)-/.test(html)) return { html, notes: false }
  const { body } = parse(html)
  const notes = renameNotes(body, `pasted${++pasted}`)
  return { html: body.innerHTML, notes }
}

const rangeOf = ({ state: { selection } }: EditorView): [number, number] => [selection.from, selection.to]

const picturesIn = ({ files }: DataTransfer): readonly File[] =>
  [...files].filter(({ type }) => type.startsWith('image/'))

const wordsOf = (html: string): string => parse(html).body.textContent ?? ''
const hasWords = (html: string): boolean => wordsOf(html).trim() !== ''

const parse = (html: string): Document => new DOMParser().parseFromString(unstyled(html), 'text/html')

/** What was copied in an editor of ours is as it should be. */
const fromHtml = (html: string): string =>
  /\bdata-pm-slice=/.test(html) ? withoutParagraphs(html) : tidied(html)

/** Lines that had no tag of their own lose the one they were copied with. */
function withoutParagraphs(html: string): string {
  const { body } = parse(html)
  for (const line of body.querySelectorAll(`:not(body) > p[${LINE}]`)) line.replaceWith(...line.childNodes)
  return body.innerHTML
}

const LINE = 'data-line'

function tidied(html: string): string {
  const page = parse(html)
  tidyPasted(page)
  return page.body.innerHTML
}

/** Plain text: empty lines part paragraphs; where there is none, every line is one. */
function linesOf(text: string): string {
  const { text: tidy, notes } = notesApart(text.replace(/\r\n?/g, '\n').trim())
  const spaced = /\n[ \t]*\n/.test(tidy) ? tidy : tidy.replaceAll('\n', '\n\n')
  const html = settledText(spaced.replaceAll('<', '‹lt›'))
    .replaceAll('‹lt›', '&lt;')
    .replace(/<p>([^<]*)<\/p>/g, (paragraph, words: string) => (isSceneBreak(words) ? '<hr>' : paragraph))
  return withNotes(html, notes)
}

interface Copied {
  readonly html: string
  /** As it was: the cleaner takes the spaces from its ends, which count where it is put into a line. */
  readonly text: string
}

function sliceOf(schema: Schema, { html, text }: Copied, field: Field): Slice {
  const blocks = blocksOf(schema, cleanTree(html, field).kids)
  const [only, ...others] = blocks
  const isLine = only?.type.name === 'p' && others.length === 0 && attrsOf(only).length === 0
  if (!isLine) return new Slice(Fragment.from(blocks), startOf(blocks[0]), startOf(blocks.at(-1)))
  const space = schema.text(' ')
  const before = /^[ \u00a0]/.test(text) ? [space] : []
  const after = /[ \u00a0]$/.test(text) ? [space] : []
  return new Slice(Fragment.from(only.copy(Fragment.from([...before, ...only.children, ...after]))), 1, 1)
}

/** A paragraph at an end joins the paragraph it is put into; anything else stays whole. */
const startOf = (node: Node | undefined): number =>
  node?.type.name === 'p' && attrsOf(node).length === 0 ? 1 : 0

/** A list that is put into an item goes on as its items, and makes no list within it. */
function intoList(slice: Slice, state: EditorState): Slice {
  const [list, ...others] = slice.content.content
  if (!list || others.length > 0 || !['ol', 'ul'].includes(list.type.name) || !around(state, 'li'))
    return slice
  const depth = (text: Node | null | undefined): number => (text?.isTextblock ? 3 : 2)
  return new Slice(slice.content, depth(list.firstChild?.firstChild), depth(list.lastChild?.lastChild))
}

/** What is copied out: lines without a tag are paragraphs elsewhere, and say that they were none. */
export function copyWriter(schema: Schema): DOMSerializer {
  const { nodes, marks } = DOMSerializer.fromSchema(schema)
  return new DOMSerializer({ ...nodes, loose: () => ['p', { [LINE]: '' }, 0] }, marks)
}
