import { attr, elementsIn, isElement, type Node, plain } from '../prose/index.ts'
import type { RelatedWork } from '../works/index.ts'
import { isClosing, opened } from './ao3-parts.ts'
import { labelled } from './ao3-preface.ts'
import { relatedWorks } from './ao3-related.ts'
import type { Findings } from './authored.ts'

interface Afterword {
  readonly endNotes: string
  readonly inspired: readonly RelatedWork[]
  /** The last line of a download: "let the author know" until October 2023, then "the creator". */
  readonly closing: string
}

export function readAfterword(nodes: readonly Node[], found: Findings): Afterword {
  const elements = opened(nodes).filter(isElement)
  const endNotes = elements.filter((e) => attr(e, 'id') === 'endnotes').flatMap(elementsIn)
  const closing = elements.find(isClosing)
  const lines = elements
    .filter((e) => e.tagName === 'dl' && /^Works inspired by this one/.test(plain(e)))
    .flatMap((list) => elementsIn(list).filter((e) => e.tagName === 'dd'))
  return {
    endNotes: labelled(endNotes, 'End Notes', 'notes', found),
    inspired: lines.flatMap((line) => relatedWorks(line, 'inspired') ?? []),
    closing: closing ? plain(closing) : '',
  }
}
