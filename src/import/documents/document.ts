import type { ImageRefusal } from '../../works/index.ts'
import type { FoundPicture, ReadPicture } from './pictures.ts'

/*
 * How a document goes: a reader of its format makes it HTML (with `<hr class="page-break">` where a page was broken by
 * hand, and notes linked both ways); settle.ts cleans that and parts it into blocks and notes; split.ts finds chapters.
 */

/** What a reader of a format makes of a file. */
export interface ReadDocument {
  readonly html: string
  readonly about: About
  readonly remarks: readonly Remark[]
  /** Those inside it, in their places by their marks (pictures.ts). */
  readonly pictures?: readonly FoundPicture[]
}

/** What a document says of itself. */
export interface About {
  readonly title: string
  /** As the document writes it, `en-GB`; empty where it says none. */
  readonly language: string
  /** HTML or plain text, not clean yet. */
  readonly summary: string
  readonly tags: readonly string[]
  readonly fandoms: readonly string[]
}

export const NOTHING_ABOUT: About = { title: '', language: '', summary: '', tags: [], fandoms: [] }

/** What was left out or mended, and how often: said to the writer. */
export interface Remark {
  readonly what: RemarkKind
  readonly many: number
  /** Which: names or descriptions, where there are any. */
  readonly names?: readonly string[]
  /** Of a file that was not taken. */
  readonly why?: NotReadWhy
  /** Of a picture that was not taken. */
  readonly fault?: ImageRefusal
}

const REMARKS = [
  'changes-accepted',
  'comments',
  'pictures',
  'picture-refused',
  'contents',
  'hidden',
  'formulas',
  'encoding',
  'unreadable',
  'download',
  'not-taken',
] as const
export type RemarkKind = (typeof REMARKS)[number]

/** Why a file was not taken. */
const NOT_READ = [
  'empty',
  'not-recognised',
  'damaged',
  'too-large',
  'bomb',
  'entities',
  'tangled',
  'too-slow',
  'locked',
  'old-word',
  'pages',
  'pdf',
  'picture',
  'sheet',
  'ebook',
  'zip',
] as const
export type NotReadWhy = (typeof NOT_READ)[number]

/** Thrown by readers, however deep: read-document.ts answers it. */
export class NotRead extends Error {
  readonly why: NotReadWhy
  constructor(why: NotReadWhy) {
    super(why)
    this.name = 'NotRead'
    this.why = why
  }
}

/** A piece of text that stays whole: a paragraph, a list, a table. Clean HTML. */
export interface Block {
  readonly html: string
  /** Of a heading, 1 to 6; 0 of anything else. */
  readonly level: number
  /** Its words on one line, where it may be the head of a chapter: short ones only. */
  readonly line: string
  /** A new page begins with it. */
  readonly page: boolean
  /** The title of the whole document, in the style of one. */
  readonly title?: boolean
}

/** A document as it is kept until it becomes a draft. Notes are kept by the name their references have. */
export interface Settled {
  readonly blocks: readonly Block[]
  readonly notes: Readonly<Record<string, string>>
}

/** One file, read. */
export interface FileRead extends Settled {
  readonly name: string
  readonly about: About
  readonly remarks: readonly Remark[]
  readonly pictures: readonly ReadPicture[]
}
