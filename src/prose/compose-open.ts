import {
  block,
  type Composing,
  endOrBreakLine,
  inLink,
  makeRoomFor,
  type Opened,
  pop,
  push,
  top,
  within,
} from './compose-frames.ts'
import { place } from './compose-text.ts'
import { accepts, endLine, isNamed } from './frames.ts'
import { BARRED, MODELS, PARENTS } from './models.ts'
import { type Attrs, isTag, type Tag, tag } from './tree.ts'

const MOST_BLOCKS = 60
const MOST_PHRASES = 40

const NOTHING: Opened = { as: 'nothing' }

/** What an opening becomes; its closing ends that. */
export function openedAs(writing: Composing, name: string, attrs: Attrs): Opened {
  const role = MODELS.get(name)?.role
  if (role === 'block') return openBlock(writing, name, attrs)
  return role === 'phrase' ? openPhrase(writing, name, attrs) : openObject(writing, name, attrs)
}

function openBlock(writing: Composing, name: string, attrs: Attrs): Opened {
  const parent = top(writing)
  if (parent.inside === 'phrases') return unwrapped(writing)
  if (name === 'div' && parent.node.name === 'dl') return NOTHING
  const tooDeep = writing.frames.length >= MOST_BLOCKS
  if (tooDeep && !(PARENTS[name] && accepts(parent, name))) return unwrapped(writing)
  if (name === 'summary' && !wantsSummary(parent.node)) return openBlock(writing, 'p', attrs)
  if (name === 'figcaption' && parent.node.name !== 'figure') return openBlock(writing, 'div', attrs)
  const barred = within(writing, BARRED[name] ?? [])
  if (barred) return name.startsWith('h') ? openBlock(writing, 'p', attrs) : unwrapped(writing)
  if (name === 'p') return openParagraph(writing, attrs)
  makeRoomFor(writing, name)
  if (!accepts(top(writing), name)) return unwrapped(writing)
  const frame = block(writing, name, attrs)
  if (frame.inside !== 'nothing') return { as: 'frame', frame }
  pop(writing)
  return NOTHING
}

function openParagraph(writing: Composing, given: Attrs): Opened {
  makeRoomFor(writing, 'p')
  const frame = top(writing)
  endLine(frame)
  frame.given = given
  return { as: 'paragraph', frame, before: frame.node.kids.length }
}

function unwrapped(writing: Composing): Opened {
  endOrBreakLine(writing)
  return { as: 'line' }
}

function openPhrase(writing: Composing, name: string, attrs: Attrs): Opened {
  const again = (name === 'a' || name === 'dfn') && writing.phrases.some((phrase) => phrase.name === name)
  if (again || writing.phrases.length >= MOST_PHRASES) return NOTHING
  writing.phrases.push({ name, attrs, used: false })
  return { as: 'phrase' }
}

function openObject(writing: Composing, name: string, attrs: Attrs): Opened {
  if (name === 'br' || name === 'img') return openVoid(writing, name, attrs)
  if (name === 'source' || name === 'track') return openSource(writing, name, attrs)
  if (name === 'rt' || name === 'rp') return openAnnotation(writing, name, attrs)
  if (writing.frames.length >= MOST_BLOCKS || within(writing, [name, 'audio', 'video', 'rt', 'rp']))
    return NOTHING
  const node = tag(name, attrs)
  const link = writing.phrases.findIndex((phrase) => phrase.name === 'a')
  const plays = name === 'audio' || name === 'video'
  if (plays && link >= 0 && link < top(writing).base) return NOTHING
  place(writing, node, plays && link >= 0 ? link : writing.phrases.length)
  if (isNamed(top(writing).inside)) return NOTHING
  return { as: 'frame', frame: push(writing, node, 'phrases', writing.phrases.length) }
}

function openSource(writing: Composing, name: string, attrs: Attrs): Opened {
  const { node } = top(writing)
  if (node.name === 'audio' || node.name === 'video') node.kids.push(tag(name, attrs))
  return NOTHING
}

function openAnnotation(writing: Composing, name: string, attrs: Attrs): Opened {
  const ruby = top(writing)
  if (ruby.node.name !== 'ruby') return NOTHING
  ruby.shown = []
  const node = tag(name, attrs)
  ruby.node.kids.push(node)
  return { as: 'frame', frame: push(writing, node, 'phrases', ruby.base) }
}

function openVoid(writing: Composing, name: string, attrs: Attrs): Opened {
  const isText = name === 'img' || top(writing).alone || inLink(writing)
  if (isText && !(name === 'br' && isNamed(top(writing).inside))) place(writing, tag(name, attrs))
  else if (!isText) top(writing).breaks++
  return NOTHING
}

const wantsSummary = ({ name, kids }: Tag): boolean =>
  name === 'details' && !kids.some((kid) => isTag(kid, 'summary'))
