/**
 * A book as the writer wants it: metadata, and sections of markup in reading order.
 *
 *   Book    = metadata, Section+, css
 *   Section = one file of the book: preface, chapter or afterword
 *   markup  = flow content in which every element is closed or void (what prose's cleaner and toXhtml give)
 *
 * Equal books give equal bytes: nothing is read from the clock or at random.
 */
export interface Book {
  /** `urn:uuid:…`, the same for every version of one work. */
  readonly identifier: string
  readonly title: string
  /** BCP 47 */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly creators: readonly Creator[]
  readonly publisher: string
  /** HTML; readers show it as the blurb. */
  readonly description: string
  readonly subjects: readonly string[]
  /** Where the book lives: absolute. Relative links in the text are resolved against it. */
  readonly source: string
  readonly rights: string
  /** Where what may be done with it is written, and whether that keeps machines out (TDMRep). */
  readonly usage?: { readonly url: string; readonly reserved: boolean }
  /** `YYYY-MM-DD` */
  readonly published: string | null
  /** When this content was made, never now: it dates every part of the file. */
  readonly modified: Date
  readonly series: readonly { readonly title: string; readonly position: number }[]
  readonly sections: readonly Section[]
  readonly css: string
  /** Pictures that are in the book itself; every other becomes a link to where it is. */
  readonly pictures?: readonly BookPicture[]
}

export interface BookPicture {
  /** As the markup names it. */
  readonly source: string
  /** ASCII name inside the book, in a folder of its own or not: `pictures/1.jpg`. */
  readonly file: string
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'
  /** Shown where books stand side by side; at most one of a book is. */
  readonly cover?: true
  readonly bytes: Uint8Array
}

interface Creator {
  readonly name: string
  readonly fileAs?: string
}

export interface Section {
  /** The id and classes of the element that holds the section. */
  readonly id: string
  readonly classes?: string
  /** ASCII file name inside the book, `chapter1.xhtml`. */
  readonly file: string
  readonly title: string
  readonly kind: 'preface' | 'chapter' | 'afterword'
  /** The part of a book of several works that it belongs to; those of one stand together. */
  readonly part?: string
  readonly markup: string
  /** Where it is not the book's. */
  readonly language?: string
  readonly direction?: 'ltr' | 'rtl'
  /** Facts for machines: `<meta name content>` in the section's head. */
  readonly meta?: readonly (readonly [name: string, content: string])[]
}

/** What the contents and the package say of a section. */
export type NamedSection = Omit<Section, 'id' | 'classes' | 'markup' | 'meta'>

/** A book as its contents and its package know it: the sections may be anywhere. */
export interface ListedBook extends Omit<Book, 'sections' | 'pictures'> {
  readonly sections: readonly NamedSection[]
  readonly pictures?: readonly Omit<BookPicture, 'bytes'>[]
}
