import { editField } from './field-editor.ts'
import type { EditorSettings } from './said.ts'

/** Every field of the page that the editor may take over. Without this script they are fields like any other. */
const script = document.querySelector<HTMLScriptElement>('script[data-editor-settings]')
const settings: EditorSettings | undefined = JSON.parse(script?.dataset.editorSettings ?? 'null') ?? undefined
if (settings) {
  for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]'))
    editField(area, settings)
}
