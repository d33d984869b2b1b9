import type { SkinKind } from './css-fault.ts'

/**
 * What a skin may set: AO3's list, and what browsers have learnt since. Not here: whatever moves without end
 * (animation), runs or fetches (behavior, -moz-binding, filter by address), takes the reader's own means away
 * (user-select, will-change), or undoes the box that a work stands in (contain, all, zoom).
 */
const NAMES = `
accent-color align-content align-items align-self appearance aspect-ratio
backface-visibility background background-attachment background-blend-mode background-clip background-color
background-image background-origin background-position background-position-x background-position-y background-repeat background-size
block-size border border-block border-block-color border-block-end border-block-end-color border-block-end-style border-block-end-width
border-block-start border-block-start-color border-block-start-style border-block-start-width border-block-style border-block-width
border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width
border-collapse border-color border-end-end-radius border-end-start-radius border-image border-image-outset border-image-repeat
border-image-slice border-image-source border-image-width border-inline border-inline-color border-inline-end border-inline-end-color
border-inline-end-style border-inline-end-width border-inline-start border-inline-start-color border-inline-start-style
border-inline-start-width border-inline-style border-inline-width border-left border-left-color border-left-style border-left-width
border-radius border-right border-right-color border-right-style border-right-width border-spacing border-start-end-radius
border-start-start-radius border-style border-top border-top-color border-top-left-radius border-top-right-radius border-top-style
border-top-width border-width bottom box-decoration-break box-shadow box-sizing break-after break-before break-inside
caption-side caret-color clear clip clip-path color color-scheme column-count column-fill column-gap column-rule column-rule-color
column-rule-style column-rule-width column-span column-width columns content counter-increment counter-reset counter-set cursor
direction display empty-cells filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float
font font-family font-feature-settings font-kerning font-optical-sizing font-size font-size-adjust font-stretch font-style
font-synthesis font-variant font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures
font-variant-numeric font-variant-position font-variation-settings font-weight
gap grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end grid-column-gap grid-column-start
grid-gap grid-row grid-row-end grid-row-gap grid-row-start grid-template grid-template-areas grid-template-columns grid-template-rows
hanging-punctuation height hyphenate-character hyphens image-orientation image-rendering initial-letter inline-size
inset inset-block inset-block-end inset-block-start inset-inline inset-inline-end inset-inline-start isolation
justify-content justify-items justify-self left letter-spacing line-break line-height list-style list-style-image list-style-position
list-style-type margin margin-block margin-block-end margin-block-start margin-bottom margin-inline margin-inline-end
margin-inline-start margin-left margin-right margin-top max-block-size max-height max-inline-size max-width min-block-size min-height
min-inline-size min-width mix-blend-mode object-fit object-position opacity order orphans outline outline-color outline-offset
outline-style outline-width overflow overflow-wrap overflow-x overflow-y padding padding-block padding-block-end padding-block-start
padding-bottom padding-inline padding-inline-end padding-inline-start padding-left padding-right padding-top page-break-after
page-break-before page-break-inside place-content place-items place-self pointer-events position print-color-adjust quotes
resize right rotate row-gap ruby-align ruby-position scale scrollbar-color scrollbar-width shape-image-threshold shape-margin
shape-outside tab-size table-layout text-align text-align-last text-combine-upright text-decoration text-decoration-color
text-decoration-line text-decoration-skip-ink text-decoration-style text-decoration-thickness text-emphasis text-emphasis-color
text-emphasis-position text-emphasis-style text-fill-color text-indent text-justify text-orientation text-overflow text-rendering
text-shadow text-size-adjust text-stroke text-stroke-color text-stroke-width text-transform text-underline-offset
text-underline-position text-wrap top transform transform-origin transition transition-delay transition-duration transition-property
transition-timing-function translate unicode-bidi vertical-align visibility white-space widows width word-break word-spacing
word-wrap writing-mode z-index`

const PROPERTIES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/))

/** `-webkit-box-shadow` is box-shadow, to an older browser. */
export const bareProperty = (name: string): string => name.toLowerCase().replace(/^-(?:webkit|moz|ms|o)-/, '')

export const isProperty = (name: string): boolean => PROPERTIES.has(bareProperty(name))

/** Only where a picture is drawn; never where one would be fetched for a pointer or a filter. */
const PICTURED: ReadonlySet<string> = new Set(
  'background background-image border-image border-image-source content list-style list-style-image'.split(
    ' ',
  ),
)
export const showsPictures = (name: string): boolean => PICTURED.has(bareProperty(name))

/** Where words in quotation marks mean something, and none of them is an address. */
const WORDED: ReadonlySet<string> = new Set(
  `content font font-family font-feature-settings font-variation-settings font-variant font-variant-alternates grid
  grid-template grid-template-areas hyphenate-character list-style list-style-type quotes text-emphasis text-emphasis-style
  text-overflow`.split(/\s+/),
)
export const takesStrings = (name: string): boolean => name.startsWith('--') || WORDED.has(bareProperty(name))

/** In its own box a work may lay things where it likes; nothing of it stays in the window when the page is moved. */
const PLACES: ReadonlySet<string> = new Set(
  'static relative absolute inherit initial unset revert'.split(' '),
)
const SITE_PLACES: ReadonlySet<string> = new Set([...PLACES, 'fixed', 'sticky'])
export const isPlace = (word: string, kind: SkinKind): boolean =>
  (kind === 'site' ? SITE_PLACES : PLACES).has(word)

/** Numbers that cost more than they look. */
export function mostOf(name: string, kind: SkinKind): number {
  const bare = bareProperty(name)
  if (bare === 'z-index') return kind === 'site' ? 10_000 : 1_000
  if (bare === 'columns' || bare === 'column-count' || bare === 'scale') return 100
  return bare.startsWith('grid') ? 1_000 : 10_000
}
