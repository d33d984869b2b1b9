/** What the editor says, and where it sends things: written by the server into the script's own element. */
export interface Said {
  readonly format: string
  readonly bold: string
  readonly italic: string
  readonly underline: string
  readonly struck: string
  readonly small: string
  readonly sub: string
  readonly sup: string
  readonly heading: string
  readonly quotation: string
  readonly bullets: string
  readonly numbers: string
  readonly link: string
  readonly picture: string
  readonly scene: string
  readonly start: string
  readonly centre: string
  readonly end: string
  readonly justify: string
  readonly footnote: string
  readonly ruby: string
  readonly rtl: string
  readonly undo: string
  readonly redo: string
  readonly clear: string
  readonly whole: string
  readonly shortcuts: string
  readonly toBar: string
  readonly indent: string
  readonly outdent: string
  readonly lineBreak: string
  readonly leave: string
  readonly ways: string
  readonly rich: string
  readonly html: string
  readonly markdown: string
  readonly words: Readonly<Record<string, string>>
  readonly address: string
  readonly shown: string
  readonly base: string
  readonly reading: string
  readonly file: string
  readonly elsewhere: string
  readonly alt: string
  readonly altHint: string
  readonly insert: string
  readonly remove: string
  readonly cancel: string
  readonly close: string
  readonly sending: string
  readonly notSent: string
  readonly noPicture: string
  readonly badAddress: string
  readonly notRespelled: string
}

export interface EditorSettings {
  readonly said: Said
  /** Where pictures go; null for who may send none. */
  readonly images: string | null
  readonly respell: string
}
