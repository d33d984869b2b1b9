import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Faces that come with the program, beside those that typst has and those of the machine. */
export const PACKAGES: readonly string[] = [
  '@expo-google-fonts/amiri',
  '@expo-google-fonts/noto-emoji',
  '@expo-google-fonts/noto-naskh-arabic',
  '@expo-google-fonts/noto-sans-armenian',
  '@expo-google-fonts/noto-sans-devanagari',
  '@expo-google-fonts/noto-sans-georgian',
  '@expo-google-fonts/noto-sans-tamil',
  '@expo-google-fonts/noto-serif-bengali',
  '@expo-google-fonts/noto-serif-khmer',
  '@expo-google-fonts/noto-serif-telugu',
  '@expo-google-fonts/sarabun',
]

/** A book needs two of the nine weights that a package holds: typst opens every file that it is given. */
const NEEDED = /_(?:400Regular|700Bold)(?:_Italic)?\.ttf$/

let known: readonly string[] | undefined

/** Files of faces; packages that are not installed are left out. */
export function fontFiles(): readonly string[] {
  known ??= PACKAGES.flatMap(filesOf)
  return known
}

function filesOf(name: string): string[] {
  const require = createRequire(import.meta.url)
  const roots = require.resolve.paths(name) ?? []
  const folder = roots.map((root) => join(root, name)).find((one) => existsSync(one))
  if (folder === undefined) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => NEEDED.test(file))
    .sort()
    .map((file) => join(folder, file))
}
