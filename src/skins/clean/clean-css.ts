import { type CssNode, type Declaration, generate, List, type Rule, type StyleSheet } from 'css-tree'
import { type CssFault, type Looking, refuse, type SkinKind } from './css-fault.ts'
import { isProperty } from './properties.ts'
import { readCss } from './read-css.ts'
import { checkSelectors } from './selectors.ts'
import { checkValue } from './values.ts'

/**
 * A style sheet made safe. What it is:
 *
 *   sheet       = rule*                        no at-rules: the widths of a site skin are fields of its form
 *   rule        = selector, … { declaration* } no rules in rules
 *   declaration = property: value              each from a list (properties.ts, values.ts, selectors.ts)
 *
 * It is read as the specification reads CSS (css-tree), every part of the tree is either on a list or a fault with its
 * place, and what is served is written anew from the tree: nothing of the text itself, and no comment. In a work skin
 * every selector is put below `#workskin`.
 */
export type CleanCss =
  | { readonly css: string; readonly images: readonly string[] }
  | { readonly faults: readonly CssFault[] }

export function cleanCss(typed: string, kind: SkinKind, baseUrl = ''): CleanCss {
  const text = typed.replace(/\r\n?|\f/g, '\n').replaceAll('\u0000', '')
  const read = readCss(text)
  if ('faults' in read) return read
  const looking: Looking = { kind, text, baseUrl, faults: [], images: new Set() }
  const sheet = cleanSheet(looking, read.sheet)
  if (looking.faults.length > 0) return { faults: looking.faults }
  return { css: written(sheet), images: [...looking.images] }
}

/** A `<` stands in words between quotation marks only; there it is spelt, so that no page can be ended by it. */
const written = (sheet: StyleSheet): string => generate(sheet).replaceAll('<', '\\3c ')

function cleanSheet(looking: Looking, sheet: StyleSheet): StyleSheet {
  const rules = sheet.children.toArray().flatMap((node) => {
    if (node.type === 'Comment' || node.type === 'CDO' || node.type === 'CDC') return []
    if (node.type === 'Rule') return cleanRule(looking, node) ?? []
    refuse(looking, node, node.type === 'Atrule' ? 'at-rule' : 'unreadable')
    return []
  })
  return { type: 'StyleSheet', children: new List<CssNode>().fromArray(rules) }
}

function cleanRule(looking: Looking, { prelude, block }: Rule): Rule | undefined {
  if (prelude.type !== 'SelectorList') {
    refuse(looking, prelude, 'selector')
    return undefined
  }
  checkSelectors(looking, prelude)
  const declarations = block.children.toArray().flatMap((node) => cleanDeclaration(looking, node) ?? [])
  if (declarations.length === 0) return undefined
  const children = new List<CssNode>().fromArray(declarations)
  return { type: 'Rule', prelude, block: { type: 'Block', children } }
}

function cleanDeclaration(looking: Looking, node: CssNode): Declaration | undefined {
  if (node.type === 'Comment' || (node.type === 'Raw' && /^[;\s]*$/.test(node.value))) return undefined
  if (node.type !== 'Declaration') {
    refuse(looking, node, node.type === 'Rule' ? 'nested' : node.type === 'Atrule' ? 'at-rule' : 'unreadable')
    return undefined
  }
  const own = node.property.startsWith('--')
  if (own && looking.kind === 'work') refuse(looking, node, 'own-property')
  else if (!own && !isProperty(node.property)) refuse(looking, node, 'property')
  else if (checkValue(looking, node)) return node
  return undefined
}
