import { type CssNode, parse, type StyleSheet, tokenize, tokenTypes } from 'css-tree'
import { type CssFault, type CssRefusal, MOST_FAULTS, quoteOf } from './css-fault.ts'

/** AO3's. */
export const LONGEST_CSS = 510_000
/** Brackets in brackets: the parser goes down for each. */
const DEEPEST = 24

type ReadCss = { readonly sheet: StyleSheet } | { readonly faults: readonly CssFault[] }

/**
 * A style sheet as its tree. Before it is parsed its words are looked through once, in a straight line: brackets that
 * do not match and words that are spelt with escapes never reach the parser. The parser stops at the twentieth fault,
 * since after each it looks the place up anew.
 */
export function readCss(text: string): ReadCss {
  if (text.length > LONGEST_CSS) return { faults: [faultAt(text.slice(0, 1), 0, 0, 'too-long')] }
  const odd = oddWord(text)
  return odd ? { faults: [odd] } : parsed(text)
}

const OPENERS = new Map([
  [tokenTypes.Function, tokenTypes.RightParenthesis],
  [tokenTypes.LeftParenthesis, tokenTypes.RightParenthesis],
  [tokenTypes.LeftSquareBracket, tokenTypes.RightSquareBracket],
  [tokenTypes.LeftCurlyBracket, tokenTypes.RightCurlyBracket],
])
const CLOSERS = new Set(OPENERS.values())
/** Here an escape only spells a letter. */
const ESCAPES_IN = new Set([tokenTypes.String, tokenTypes.Comment])
const BROKEN = new Set([tokenTypes.BadString, tokenTypes.BadUrl])

function oddWord(text: string): CssFault | undefined {
  const open: { readonly closer: number; readonly start: number }[] = []
  let odd: CssFault | undefined
  tokenize(text, (type, start, end) => {
    if (odd) return
    const why = oddity(text, type, start, end)
    const closer = OPENERS.get(type)
    if (why) odd = faultAt(text, start, end, why)
    else if (closer !== undefined) {
      open.push({ closer, start })
      if (open.length > DEEPEST) odd = faultAt(text, start, end, 'too-deep')
    } else if (CLOSERS.has(type) && open.pop()?.closer !== type) odd = faultAt(text, start, end, 'unopened')
  })
  const last = open.at(-1)
  return odd ?? (last && faultAt(text, last.start, last.start + 60, 'unclosed'))
}

function oddity(text: string, type: number, start: number, end: number): CssRefusal | undefined {
  if (BROKEN.has(type)) return 'unreadable'
  if (type === tokenTypes.String && (end - start < 2 || text[end - 1] !== text[start])) return 'unclosed'
  if (type === tokenTypes.Comment && !(end - start >= 4 && text.endsWith('*/', end))) return 'unclosed'
  if (ESCAPES_IN.has(type)) return undefined
  return text.slice(start, end).includes('\\') ? 'escape' : undefined
}

function parsed(text: string): ReadCss {
  const faults: CssFault[] = []
  try {
    const sheet = parse(text, {
      positions: true,
      parseCustomProperty: true,
      onParseError: (error, { loc }) => {
        const [start, end] = [loc?.start.offset ?? error.offset, loc?.end.offset ?? error.offset + 60]
        // What a rule within a rule may begin with, the parser takes for a declaration.
        faults.push(faultAt(text, start, end, text.slice(start, end).includes('{') ? 'nested' : 'unreadable'))
        if (faults.length >= MOST_FAULTS) throw ENOUGH
      },
    })
    return isSheet(sheet) && faults.length === 0 ? { sheet } : { faults }
  } catch (stopped) {
    if (stopped !== ENOUGH) throw stopped
    return { faults }
  }
}

const ENOUGH = new Error('enough faults')

const isSheet = (node: CssNode): node is StyleSheet => node.type === 'StyleSheet'

function faultAt(text: string, start: number, end: number, why: CssRefusal): CssFault {
  const before = text.slice(0, start)
  const line = before.split('\n').length
  return { why, line, column: start - before.lastIndexOf('\n'), quote: quoteOf(text.slice(start, end)) }
}
