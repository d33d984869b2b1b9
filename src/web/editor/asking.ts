import type { Editor } from '@tiptap/core'
import { cleanTree, isTag, tag, writeHtml } from '../../prose/index.ts'
import { ask } from './dialogs.ts'
import { linkAt, removeLink, setLink } from './phrases.ts'
import type { Said } from './said.ts'

export function askForLink(editor: Editor, said: Said): void {
  const there = linkAt(editor.state)
  const needsWords = editor.state.selection.empty && !there
  ask({
    title: said.link,
    said,
    fields: [
      {
        name: 'address',
        label: said.address,
        type: 'url',
        needed: true,
        ...(there ? { value: there.href } : {}),
      },
      ...(needsWords ? [{ name: 'shown', label: said.shown }] : []),
    ],
    ...(there
      ? { other: { label: said.remove, run: () => removeLink(editor.state, editor.view.dispatch) } }
      : {}),
    answer: (fields) => {
      const href = addressOf(String(fields.get('address') ?? '').trim())
      if (href === undefined) return said.badAddress
      setLink(href, String(fields.get('shown') ?? '').trim())(editor.state, editor.view.dispatch)
      return undefined
    },
  })
}

/** What the cleaner would keep of it; `example.org/page` is meant as a web address. */
function addressOf(given: string): string | undefined {
  const isBare = /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(given)
  const href = isBare ? `https://${given}` : given
  if (href === '') return undefined
  const [line] = cleanTree(writeHtml(tag('#root', [], [tag('a', [['href', href]], ['x'])])), 'content').kids
  const link = isTag(line) ? line.kids[0] : undefined
  return isTag(link, 'a') ? link.attrs.find(([name]) => name === 'href')?.[1] : undefined
}

export function askForRuby(editor: Editor, said: Said): void {
  const { from, to } = editor.state.selection
  ask({
    title: said.ruby,
    said,
    fields: [
      { name: 'base', label: said.base, value: editor.state.doc.textBetween(from, to, ' '), needed: true },
      { name: 'reading', label: said.reading, needed: true },
    ],
    answer: (fields) => {
      const base = String(fields.get('base') ?? '').trim()
      const reading = String(fields.get('reading') ?? '').trim()
      if (!base) return said.base
      if (!reading) return said.reading
      const { ruby } = editor.schema.nodes
      if (!ruby) return undefined
      const made = ruby.create({ kids: [base, tag('rt', [], [reading])] })
      editor.view.dispatch(editor.state.tr.replaceSelectionWith(made).scrollIntoView())
      return undefined
    },
  })
}
