export { scopeAnchors } from './anchors.ts'
export { CLEANER_VERSION, cleanHtml, cleanParsed, cleanTree, cleanWritten, type Field } from './clean.ts'
export {
  attr,
  byId,
  classes,
  descendants,
  type Element,
  elementsIn,
  find,
  findAll,
  hasClass,
  innerHtml,
  isComment,
  isElement,
  isText,
  type Node,
  type Parent,
  parseDocument,
  parseHtml,
  plain,
  type TextNode,
  textOf,
} from './dom.ts'
export { surelyClean } from './guard.ts'
export { fitHeadings } from './headings.ts'
export { markdownFrom } from './markdown.ts'
export { MODELS } from './models.ts'
export { TooTangled } from './parse.ts'
export { phrasePattern } from './phrase-pattern.ts'
export { showPictures } from './pictures.ts'
export { settledText } from './plain-or-html.ts'
export { plainText } from './plain-text.ts'
export { searchPlain, searchQueryText, searchText } from './search-text.ts'
export { htmlFrom, SPELLINGS, type Spelling } from './spellings.ts'
export { plainTitle, tidyName } from './title.ts'
export { type Attrs, append, attribute, isTag, type Kid, type Tag, tag } from './tree.ts'
export { countWords } from './words.ts'
export { escapeText, writeHtml } from './write.ts'
export { toXhtml } from './xhtml.ts'
