import { Editor, Extension } from '@tiptap/core'
import { chainCommands } from '@tiptap/pm/commands'
import { dropCursor } from '@tiptap/pm/dropcursor'
import { gapCursor } from '@tiptap/pm/gapcursor'
import { history } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { splitListItem } from '@tiptap/pm/schema-list'
import type { Command, EditorState } from '@tiptap/pm/state'
import { cleanTree, type Field, settledText } from '../../prose/index.ts'
import { type Action, type Asking, MORE_KEYS, SETS } from './actions.ts'
import { breakScene } from './blocks.ts'
import { clipboard, copyWriter } from './clipboard.ts'
import { isSceneBreak } from './paste-lines.ts'
import { documentOf } from './read.ts'
import { schemaParts } from './schema.ts'
import { settling } from './settling.ts'

interface EditorOf {
  readonly host: HTMLElement
  readonly field: Field
  /** As it stands in the form: HTML, or plain text. */
  readonly text: string
  readonly attributes: Record<string, string>
  readonly onPictures: ((files: readonly File[]) => void) | null
  readonly onAsking: (asking: Asking) => void
  /** The text changed. */
  readonly onChange: () => void
  /** The text or what is chosen in it changed. */
  readonly onMove: (state: EditorState) => void
  /** The keys that lead out of the text: to the toolbar, out of the full screen. */
  readonly onLeave: (to: 'bar' | 'page') => boolean
}

/** The text itself, over the cleaner's own schema. */
export function editorOf(given: EditorOf): Editor {
  const { host, field, attributes, onChange, onMove } = given
  const plugins = Extension.create({
    name: 'palimpsest',
    priority: 1000,
    addProseMirrorPlugins: () => [
      keymap(keysOf(given)),
      clipboard(given),
      settling,
      history({ newGroupDelay: 700 }),
      dropCursor(),
      gapCursor(),
    ],
  })
  const editor = new Editor({
    element: host,
    injectCSS: false,
    extensions: [...schemaParts(), plugins],
    editorProps: { attributes },
    onUpdate: onChange,
    onTransaction: (moved) => onMove(moved.editor.state),
  })
  // The toolbar above and the form's own bar below stand over the text: the line that is typed stays clear of both.
  const clear = { top: 130, bottom: 120, left: 0, right: 0 }
  const room = { scrollThreshold: clear, scrollMargin: clear }
  editor.setOptions({ editorProps: { attributes, ...room, clipboardSerializer: copyWriter(editor.schema) } })
  setText(editor, given.text, field)
  return editor
}

/** Another text altogether: what was before is no step that could be undone. */
export function setText(editor: Editor, text: string, field: Field): void {
  const doc = documentOf(editor.schema, cleanTree(settledText(text), field))
  const { tr } = editor.state
  tr.replaceWith(0, editor.state.doc.content.size, doc.content)
  editor.view.dispatch(tr.setMeta('addToHistory', false).setMeta('preventUpdate', true))
}

function keysOf({ onAsking, onLeave, field }: EditorOf): Record<string, Command> {
  const keys: Record<string, Command> = {}
  const asked = (asking: Asking): true => {
    onAsking(asking)
    return true
  }
  const actions: readonly Pick<Action, 'keys' | 'run' | 'only'>[] = [...SETS.flat(), ...MORE_KEYS]
  for (const { keys: all, run, only } of actions) {
    if (only && field !== only) continue
    const command: Command = typeof run === 'function' ? run : () => asked(run)
    for (const key of all) keys[key] = command
  }
  keys['Shift-Enter'] = lineBreak
  keys['Alt-F10'] = () => onLeave('bar')
  keys.Escape = () => onLeave('page')
  keys.Enter = chainCommands(sceneAtEnter(field), splitItem)
  return keys
}

const splitItem: Command = (state, dispatch) =>
  state.schema.nodes.li ? splitListItem(state.schema.nodes.li)(state, dispatch) : false

const lineBreak: Command = (state, dispatch) => {
  const { br } = state.schema.nodes
  if (!br || !state.selection.$from.parent.inlineContent) return false
  dispatch?.(state.tr.replaceSelectionWith(br.create()).scrollIntoView())
  return true
}

/** `***`, `* * *`, `~~~` or `---` on a line of its own is a line between scenes, as people type it. */
const sceneAtEnter =
  (field: Field): Command =>
  (state, dispatch) => {
    const { $from, empty } = state.selection
    const { parent } = $from
    const isLine = empty && (parent.type.name === 'p' || parent.type.name === 'loose')
    if (field === 'summary' || !isLine || $from.parentOffset < parent.content.size) return false
    if (!isSceneBreak(parent.textContent)) return false
    dispatch?.(breakScene(state.tr.delete($from.start(), $from.end())))
    return true
  }
