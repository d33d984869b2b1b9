import { redo, undo } from '@tiptap/pm/history'
import { liftListItem, sinkListItem } from '@tiptap/pm/schema-list'
import type { Command, EditorState } from '@tiptap/pm/state'
import {
  align,
  around,
  isAligned,
  isRightToLeft,
  type Side,
  sceneBreak,
  toggleHeading,
  toggleList,
  toggleQuotation,
  toggleRightToLeft,
} from './blocks.ts'
import { addFootnote } from './footnotes.ts'
import { clearFormatting, hasPhrase, linkAt, togglePhrase } from './phrases.ts'
import type { Said } from './said.ts'

/** What needs a dialog first, or is of the window and not of the text. */
export type Asking = 'link' | 'picture' | 'ruby' | 'whole' | 'shortcuts'

export interface Action {
  readonly name: Exclude<keyof Said, 'words'>
  /** A letter set in its own manner, or the path of a sign. */
  readonly letter?: 'b' | 'i' | 'u' | 's' | 'small' | 'sub' | 'sup'
  readonly icon?: string
  readonly keys: readonly string[]
  readonly run: Command | Asking
  readonly isOn?: (state: EditorState) => boolean
  /** In summaries and notes there is less to do. */
  readonly only?: 'content'
  /** Of the signs that point along the line. */
  readonly turns?: true
}

const phrase = (
  name: Action['name'],
  letter: NonNullable<Action['letter']>,
  keys: readonly string[],
  ...names: readonly string[]
): Action => ({
  ...{ name, letter, keys, run: togglePhrase(...names) },
  isOn: (state) => hasPhrase(state, names),
})

const aligned = (name: Action['name'], side: Side, key: string, icon: string): Action => ({
  ...{ name, icon, keys: [`Mod-Shift-${key}`], run: align(side), only: 'content' },
  isOn: (state) => isAligned(state, side),
})

const inside =
  (...names: readonly string[]) =>
  (state: EditorState): boolean =>
    around(state, ...names) !== undefined

const inItem =
  (command: typeof sinkListItem): Command =>
  (state, dispatch) =>
    state.schema.nodes.li ? command(state.schema.nodes.li)(state, dispatch) : false

/** The toolbar, set by set. */
export const SETS: readonly (readonly Action[])[] = [
  [
    phrase('bold', 'b', ['Mod-b'], 'strong', 'b'),
    phrase('italic', 'i', ['Mod-i'], 'em', 'i'),
    phrase('underline', 'u', ['Mod-u'], 'u', 'ins'),
    phrase('struck', 's', ['Mod-Shift-x'], 's', 'del'),
    { ...phrase('small', 'small', ['Mod-Shift-,'], 'small'), only: 'content' },
    { ...phrase('sub', 'sub', ['Mod-,'], 'sub'), only: 'content' },
    { ...phrase('sup', 'sup', ['Mod-.'], 'sup'), only: 'content' },
  ],
  [
    {
      ...{
        name: 'heading',
        keys: ['Mod-Alt-2'],
        run: toggleHeading,
        only: 'content',
        icon: 'M5 4v12M15 4v12M5 10h10',
      },
      isOn: inside('h1', 'h2', 'h3', 'h4', 'h5', 'h6'),
    },
    {
      ...{ name: 'quotation', keys: ['Mod-Shift-9'], run: toggleQuotation, turns: true },
      ...{ icon: 'M4 6h12M7 10h9M7 14h9M4 9.5v5', isOn: inside('blockquote') },
    },
    {
      ...{ name: 'bullets', keys: ['Mod-Shift-8'], run: toggleList('ul'), turns: true },
      ...{ icon: 'M7.5 5H17M7.5 10H17M7.5 15H17M3 5h1.2M3 10h1.2M3 15h1.2', isOn: inside('ul') },
    },
    {
      ...{ name: 'numbers', keys: ['Mod-Shift-7'], run: toggleList('ol'), turns: true },
      ...{
        icon: 'M8.5 5H17M8.5 10H17M8.5 15H17M3 3.4l1.4-.7v4M2.8 12.2c2.4-1.4 2.6.7 0 3.9h2.5',
        isOn: inside('ol'),
      },
    },
  ],
  [
    {
      ...{ name: 'link', keys: ['Mod-k'], run: 'link', isOn: (state) => linkAt(state) !== undefined },
      icon: 'M8.5 11.5a3 3 0 0 1 0-4.2l2-2a3 3 0 0 1 4.2 4.2l-1 1m-2.2-2a3 3 0 0 1 0 4.2l-2 2a3 3 0 0 1-4.2-4.2l1-1',
    },
    {
      ...{ name: 'picture', keys: ['Mod-Alt-p'], run: 'picture', only: 'content' },
      icon: 'M3 4h14v12H3zm0 9.5 4-4 4 4 2.5-2.5L17 14.5',
    },
    {
      ...{ name: 'scene', keys: ['Mod-Shift-Enter'], run: sceneBreak, only: 'content' },
      icon: 'M2.5 10h4M8.2 10h3.6M13.5 10h4M9.9 8.2v3.6',
    },
    {
      ...{ name: 'footnote', keys: ['Mod-Alt-f'], run: addFootnote, only: 'content' },
      icon: 'M3 16 7 5l4 11M4.3 12.4h5.4M13.5 4.2 15.3 3v6',
    },
    {
      ...{ name: 'ruby', keys: ['Mod-Alt-r'], run: 'ruby', only: 'content' },
      icon: 'M4 8.5h12M10 8.5v8M5.5 12h9M4.5 16.5h11M6 3.5h2m2 0h.1m2 0h2',
    },
  ],
  [
    aligned('start', 'left', 'l', 'M3 4h14M3 8h9M3 12h14M3 16h9'),
    aligned('centre', 'center', 'e', 'M3 4h14M5.5 8h9M3 12h14M5.5 16h9'),
    aligned('end', 'right', 'r', 'M3 4h14M8 8h9M3 12h14M8 16h9'),
    aligned('justify', 'justify', 'j', 'M3 4h14M3 8h14M3 12h14M3 16h14'),
    {
      ...{ name: 'rtl', keys: ['Mod-Alt-d'], run: toggleRightToLeft, isOn: isRightToLeft },
      icon: 'M9.5 3H15M10 3v9m3.2-9v9M10 7.5a2.2 2.2 0 0 1 0-4.5M16 15.5H4m2.5-2.4L4 15.5l2.5 2.4',
    },
  ],
  [
    {
      name: 'undo',
      keys: ['Mod-z'],
      run: undo,
      turns: true,
      icon: 'M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H8',
    },
    {
      ...{ name: 'redo', keys: ['Mod-Shift-z', 'Mod-y'], run: redo, turns: true },
      icon: 'm13 5 3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h4',
    },
    {
      ...{ name: 'clear', keys: ['Mod-\\'], run: clearFormatting },
      icon: 'M4 4h11M9.5 4 7.2 13M4.5 13H9m3.5-.8 4.5 4.6m0-4.6-4.5 4.6',
    },
  ],
  [
    {
      ...{ name: 'whole', keys: ['Mod-Shift-f'], run: 'whole' },
      icon: 'M3 7.5V3h4.5M17 7.5V3h-4.5M3 12.5V17h4.5M17 12.5V17h-4.5',
    },
    {
      ...{ name: 'shortcuts', keys: ['Mod-/'], run: 'shortcuts' },
      icon: 'M2.5 5.5h15v9h-15zM5.2 8.2h.1m3 0h.1m3 0h.1m3 0h.1M5.2 11.8h9.6',
    },
  ],
]

/** Keys without a button. */
export const MORE_KEYS: readonly Pick<Action, 'name' | 'keys' | 'run'>[] = [
  { name: 'indent', keys: ['Mod-]'], run: inItem(sinkListItem) },
  { name: 'outdent', keys: ['Mod-['], run: inItem(liftListItem) },
]
