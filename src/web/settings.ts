import { z } from 'zod'
import { type ReadingSettings, USUAL_SETTINGS } from './page.ts'

/** Reading settings live in a cookie of the reader's own; nobody else ever sees them. */
const SETTINGS_COOKIE = 'reading'
const ONE_YEAR = 365 * 24 * 60 * 60

/** Every value there is, in the order the settings page shows them. */
export const CHOICES = {
  theme: ['auto', 'light', 'sepia', 'dark'],
  face: ['alegreya', 'literata', 'atkinson', 'opendyslexic', 'serif', 'sans'],
  size: [85, 100, 115, 130, 150, 175, 200],
  width: ['narrow', 'usual', 'wide', 'full'],
  spacing: ['tight', 'usual', 'loose'],
  paragraphs: ['space', 'indent'],
  align: ['start', 'justify'],
  hyphens: ['straight', 'always', 'never'],
  swipe: ['on', 'off'],
} as const satisfies { readonly [K in keyof ReadingSettings]: readonly ReadingSettings[K][] }

const sizes: readonly number[] = CHOICES.size
const isSize = (value: number): value is ReadingSettings['size'] => sizes.includes(value)

/** A value of an older version, or of somebody's making, is the usual one; the others stand. */
const shape = z.object({
  theme: z.enum(CHOICES.theme).catch(USUAL_SETTINGS.theme),
  face: z.enum(CHOICES.face).catch(USUAL_SETTINGS.face),
  size: z.coerce.number().refine(isSize).catch(USUAL_SETTINGS.size),
  width: z.enum(CHOICES.width).catch(USUAL_SETTINGS.width),
  spacing: z.enum(CHOICES.spacing).catch(USUAL_SETTINGS.spacing),
  paragraphs: z.enum(CHOICES.paragraphs).catch(USUAL_SETTINGS.paragraphs),
  align: z.enum(CHOICES.align).catch(USUAL_SETTINGS.align),
  hyphens: z.enum(CHOICES.hyphens).catch(USUAL_SETTINGS.hyphens),
  swipe: z.enum(CHOICES.swipe).catch(USUAL_SETTINGS.swipe),
})

/** From the `Cookie` header, whole; never throws. */
export function readSettings(cookie: string | undefined): ReadingSettings {
  const value = cookieValue(cookie, SETTINGS_COOKIE)
  if (!value) return USUAL_SETTINGS
  return settingsOf(Object.fromEntries(value.split('.').map((part) => part.split(':', 2))))
}

/** The settings form as sent. */
export function settingsOf(form: Readonly<Record<string, unknown>>): ReadingSettings {
  return shape.parse(form)
}

/** A `Set-Cookie` value from the form as sent. */
export function writeSettings(form: Readonly<Record<string, unknown>>): string {
  const value = Object.entries(settingsOf(form))
    .map(([name, chosen]) => `${name}:${chosen}`)
    .join('.')
  return `${SETTINGS_COOKIE}=${value}; Path=/; Max-Age=${ONE_YEAR}; SameSite=Lax; HttpOnly`
}

/** One cookie out of a `Cookie` header. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}
