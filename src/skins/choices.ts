import { z } from 'zod'
import { t } from '../web/say.ts'
import { cleanCss } from './clean/clean-css.ts'

/** What the form without CSS sets: names are AO3's. Empty: as it is. */
export const CHOICE_NAMES = [
  'font',
  'base_em',
  'margin',
  'paragraph_gap',
  'background_color',
  'foreground_color',
  'headercolor',
  'accent_color',
] as const
export type ChoiceName = (typeof CHOICE_NAMES)[number]
export type Choices = Readonly<Partial<Record<ChoiceName, string>>>

const shape = z.partialRecord(z.enum(CHOICE_NAMES), z.string()).catch({})
export const choicesIn = (stored: unknown): Choices => shape.parse(stored)

interface Span {
  readonly least: number
  readonly most: number
}

export const SPANS: Readonly<Partial<Record<ChoiceName, Span>>> = {
  base_em: { least: 50, most: 300 },
  margin: { least: 0, most: 40 },
  paragraph_gap: { least: 0, most: 6 },
}

/** What is wrong with a choice, in a sentence. */
export function choiceFault(name: ChoiceName, typed: string): string | undefined {
  if (!typed) return undefined
  const span = SPANS[name]
  if (span) return numberFault(typed, span)
  if (isValue(name === 'font' ? 'font-family' : 'color', typed)) return undefined
  return name === 'font'
    ? t('“{typed}” cannot be read as names of fonts: letters, digits, and commas between them.', { typed })
    : t('“{typed}” is no colour: write a name like navy, or six signs after #, like #1a2b3c.', { typed })
}

function numberFault(typed: string, { least, most }: Span): string | undefined {
  const number = /^\d{1,3}(?:[.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN
  if (number >= least && number <= most) return undefined
  return t('“{typed}” does not fit: write a number from {least} to {most}.', { typed, least, most })
}

function isValue(property: string, typed: string): boolean {
  if (/[;{}!/]/.test(typed) || typed.length > 200) return false
  if (property === 'color' && !/^(?:#[0-9a-f]{3,8}|[a-z]{3,25}|(?:rgb|hsl)a?\([^()]*\))$/i.test(typed))
    return false
  return 'css' in cleanCss(`a{${property}:${typed}}`, 'site')
}

/** The same as CSS: by our own names for colours and faces, so that it holds on every page. */
const RULES: Readonly<Record<ChoiceName, (value: string) => string>> = {
  font: (font) => `:root{--face-text:${font};--face-ui:${font}}`,
  base_em: (size) => `html{font-size:${size}%}`,
  margin: (margin) => `#workskin,#feedback{padding-inline:${margin}%}`,
  paragraph_gap: (gap) => `#chapters .userstuff p{margin-block:0 ${gap}em}`,
  background_color: (color) =>
    `:root,[data-theme]{${schemeOf(color)}--paper:${color};--leaf:color-mix(in srgb,${color} 92%,var(--ink))}body{background:${color}}`,
  foreground_color: (color) => `:root,[data-theme]{--ink:${color};--ink-2:${color};--ink-3:${color}}`,
  headercolor: (color) => `#header,#footer{background:${color}}`,
  accent_color: (color) => `:root,[data-theme]{--link:${color}}`,
}

/** On a light background, the dark letters of our look by day, whatever the device is set to; and the other way round. */
function schemeOf(color: string): string {
  const [, red = '', green = '', blue = ''] =
    /^#([0-9a-f]{1,2})([0-9a-f]{1,2})([0-9a-f]{1,2})$/i.exec(color) ?? []
  if (!red || red.length !== blue.length) return ''
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => Number.parseInt(part.padEnd(2, part), 16))
  return `color-scheme:${0.299 * r + 0.587 * g + 0.114 * b > 128 ? 'light' : 'dark'};`
}

export function cssOfChoices(choices: Choices): string {
  return CHOICE_NAMES.map((name) => {
    const value = choices[name]
    return value ? RULES[name](SPANS[name] ? value.replace(',', '.') : value) : ''
  }).join('')
}
