import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  parseFragment,
  type Token,
  type TokenHandler,
  Tokenizer,
  TokenizerMode,
  type TreeAdapter,
} from 'parse5'
import { BLOCKS, RAW, REMOVED } from './models.ts'
import { escapeText } from './write.ts'

/*
 * A tree builder's work may grow with the square of its input: every end tag searches the stack of open
 * elements, and every paragraph opens all unclosed <b> and <font> anew. Browsers cap the depth at 512; so do
 * we, and cap the elements made too. What goes beyond was made by no writer: it keeps its words and loses its tags.
 */
const DEEPEST = 512
const REOPENED = 3
/** More elements than the longest work has; a tree of so many takes half a gigabyte. */
const MOST = 1_500_000

/** The markup says more than its length allows. */
export class TooTangled extends Error {
  constructor() {
    super('reading HTML: its tags are nested deeper, or repeated more often, than any writer would')
  }
}

/** The fragment a browser would make of this inside a page's <div>. */
export function parseCarefully(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  try {
    return parseFragment(page(), html, { treeAdapter: limitedTo(html) })
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error
    return parseFragment(page(), wordsOnly(html), { treeAdapter: defaultTreeAdapter })
  }
}

/** The same of what somebody is writing: it throws TooTangled instead of losing their tags. */
export const parseWritten = (html: string): DefaultTreeAdapterTypes.DocumentFragment =>
  parseFragment(page(), html, { treeAdapter: limitedTo(html) })

const page = (): DefaultTreeAdapterTypes.Element => defaultTreeAdapter.createElement('div', NAMESPACE, [])

/** Builds parse5's usual tree, and throws TooTangled when it grows out of proportion to its source. */
export function limitedTo(html: string): TreeAdapter<DefaultTreeAdapterMap> {
  const most = Math.min(10_000 + REOPENED * countTags(html), MOST)
  let depth = 0
  let made = 0
  let strung = 0
  return {
    ...defaultTreeAdapter,
    insertText(parent, text) {
      defaultTreeAdapter.insertText(parent, text)
      strung += text.length
      if (strung < STRUNG) return
      strung = 0
      join(parent.childNodes.at(-1))
    },
    createElement(name, namespace, attrs) {
      if (++made > most) throw new TooTangled()
      return defaultTreeAdapter.createElement(name, namespace, attrs)
    },
    onItemPush() {
      if (++depth > DEEPEST) throw new TooTangled()
    },
    onItemPop() {
      depth--
    },
  }
}

/**
 * Text comes word by word, and V8 only strings the words together: as links of a chain they take ten times their
 * letters, until somebody looks at one of them.
 */
const STRUNG = 1 << 20

function join(node: DefaultTreeAdapterTypes.Node | undefined): void {
  if (node && defaultTreeAdapter.isTextNode(node)) node.value.charCodeAt(0)
}

const NAMESPACE = defaultTreeAdapter.getNamespaceURI(
  parseFragment('<p>').childNodes.find(defaultTreeAdapter.isElementNode) ?? unreachable(),
)

function unreachable(): never {
  throw new Error('parse5 made no <p> of "<p>"')
}

function countTags(html: string): number {
  let tags = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) tags++
  return tags
}

/** The text of a document too tangled to be built, its blocks marked by <p>, its breaks by <br>. */
export function wordsOnly(html: string): string {
  const parts: string[] = []
  let hidden = ''
  const text = (token: Token.CharacterToken): void => {
    if (!hidden) parts.push(escapeText(token.chars))
  }
  const mark = (name: string): void => {
    if (name === 'br') parts.push('<br>')
    else if (BLOCKS.has(name)) parts.push('<p>')
  }
  const handler: TokenHandler = {
    onStartTag(token) {
      if (RAW.has(token.tagName))
        tokenizer.state = token.tagName === 'plaintext' ? TokenizerMode.PLAINTEXT : TokenizerMode.RAWTEXT
      if (!hidden && REMOVED.has(token.tagName)) hidden = token.tagName
      else if (!hidden) mark(token.tagName)
    },
    onEndTag(token) {
      if (hidden === token.tagName) hidden = ''
      else if (!hidden) mark(token.tagName)
    },
    onCharacter: text,
    onWhitespaceCharacter: text,
    onNullCharacter() {},
    onComment() {},
    onDoctype() {},
    onEof() {},
  }
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler)
  tokenizer.write(html, true)
  return parts.join('')
}
