import { type CssNode, type Declaration, type FunctionNode, type Url, walk } from 'css-tree'
import { imageHash } from '../../core/image-address.ts'
import { type CssRefusal, type Looking, refuse } from './css-fault.ts'
import { bareProperty, isPlace, mostOf, showsPictures, takesStrings } from './properties.ts'

const FUNCTIONS: ReadonlySet<string> = new Set(
  `rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark
  linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient
  calc min max clamp abs round mod rem
  translate translatex translatey scale scalex scaley rotate skew skewx skewy matrix
  blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
  minmax repeat fit-content inset circle ellipse polygon rect cubic-bezier steps linear counter counters
  stylistic styleset character-variant swash ornaments annotation`.split(/\s+/),
)

/** As far as each may go, either way. A skin may hide a word 9,999 dots to the left, as many do. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ...by(10_000, 'px pt'),
  ...by(3_000, 'mm q'),
  ...by(
    1_000,
    'cm in pc em rem ex rex ch rch cap ic lh rlh vw vh vi vb vmin vmax svw svh lvw lvh dvw dvh fr',
  ),
  ...by(36_000, 'deg grad rad turn'),
  ...by(60, 's'),
  ...by(60_000, 'ms'),
])
const MOST_PERCENT = 10_000
/** What one declaration may be made of. */
const MOST_PARTS = 600

const FARTHEST: Readonly<Record<string, number>> = { blur: 100, 'drop-shadow': 500, repeat: 1_000 }
const SCALES = /^scale[xy]?$/

/** Refuses what a declaration's value may not hold; true where it may be kept. */
export function checkValue(looking: Looking, declaration: Declaration): boolean {
  const before = looking.faults.length
  const { value, important } = declaration
  if (typeof important === 'string' || value.type === 'Raw' || value.children.isEmpty)
    refuse(looking, declaration, 'value')
  let parts = 0
  const within: string[] = []
  walk(value, {
    enter: (node: CssNode) => {
      if (node.type === 'Function') within.push(plainName(node))
      parts += 1
      if (looking.faults.length > before) return
      const why = parts === MOST_PARTS ? 'too-big' : faultOf(looking, declaration.property, node, within)
      if (why) refuse(looking, why === 'function' || why === 'address' ? node : declaration, why)
    },
    leave: (node: CssNode) => {
      if (node.type === 'Function') within.pop()
    },
  })
  return looking.faults.length === before
}

function by(most: number, units: string): [string, number][] {
  return units.split(' ').map((unit) => [unit, most])
}

const plainName = ({ name }: FunctionNode): string => {
  const bare = bareProperty(name)
  return bare.endsWith('-gradient') ? bare : name.toLowerCase()
}

function faultOf(
  looking: Looking,
  property: string,
  node: CssNode,
  within: readonly string[],
): CssRefusal | undefined {
  switch (node.type) {
    case 'Value':
    case 'Parentheses':
      return undefined
    case 'Brackets':
      return bareProperty(property).startsWith('grid') ? undefined : 'value'
    case 'Identifier':
      return wordFault(looking, property, node.name, within)
    case 'String':
      return takesStrings(property) ? undefined : 'value'
    case 'Hash':
      return /^[0-9a-f]{3,8}$/i.test(node.value) ? undefined : 'value'
    case 'Operator':
      return /^[-+*/,]$/.test(node.value.trim()) ? undefined : 'value'
    case 'Function':
      return functionFault(looking, plainName(node))
    case 'Url':
      return pictureFault(looking, property, node)
    case 'Number':
    case 'Percentage':
    case 'Dimension':
      return sizeFault(looking, property, node, within.at(-1))
    default:
      return 'value'
  }
}

function wordFault({ kind }: Looking, property: string, word: string, within: readonly string[]) {
  if (word.startsWith('--')) return within.includes('var') ? undefined : 'value'
  if (property.toLowerCase() === 'position' && !isPlace(word.toLowerCase(), kind)) return 'pinned'
  return undefined
}

function functionFault({ kind }: Looking, name: string): CssRefusal | undefined {
  if (name === 'var') return kind === 'site' ? undefined : 'own-property'
  return FUNCTIONS.has(name) ? undefined : 'function'
}

/** No request leaves the archive: a picture is one of ours, by the hash of what it shows, or it is none. */
function pictureFault(looking: Looking, property: string, node: Url): CssRefusal | undefined {
  const { baseUrl, images } = looking
  const address = node.value
  const own = baseUrl && address.startsWith(`${baseUrl}/`) ? address.slice(baseUrl.length) : address
  const hash = imageHash(own)
  if (hash === undefined || !showsPictures(property)) return 'address'
  images.add(hash)
  node.value = own
  return undefined
}

type Size = Extract<CssNode, { type: 'Number' | 'Percentage' | 'Dimension' }>

function sizeFault({ kind }: Looking, property: string, node: Size, around?: string): CssRefusal | undefined {
  const most = node.type === 'Dimension' ? UNITS.get(node.unit.toLowerCase()) : MOST_PERCENT
  if (most === undefined) return 'value'
  const farthest = (around !== undefined && FARTHEST[around]) || Number.POSITIVE_INFINITY
  const plain =
    node.type === 'Number' ? mostOf(around && SCALES.test(around) ? 'scale' : property, kind) : most
  const size = Math.abs(Number(node.value))
  return size <= Math.min(most, plain, farthest) ? undefined : 'too-big'
}
