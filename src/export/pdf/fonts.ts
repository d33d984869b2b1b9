import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join, sep } from 'node:path'

/** Faces that come with the program, beside those that typst has and those of the machine. */
const PACKAGES: readonly string[] = [
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

let shipped: readonly string[] | undefined
let folder: string | undefined

/** Where whoever runs the archive puts faces of their own, as `bin/palimpsest fonts add` does. */
export const fontFolder = (dataDir: string): string => join(dataDir, 'fonts')

/** From now on faces are looked for there, too. */
export function lookForFontsIn(dataDir: string): void {
  folder = fontFolder(dataDir)
}

/** Files of faces; packages that are not installed are left out. */
export function fontFiles(): readonly string[] {
  shipped ??= PACKAGES.flatMap(filesOf)
  return [...shipped, ...ownFiles()]
}

/** Another word whenever the folder holds other faces than before: so nobody has to start the program again. */
export function fontsMark(): string {
  return ownFiles()
    .map((file) => {
      const { mtimeMs = 0, size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {}
      return [file, mtimeMs, size].join(' ')
    })
    .join('\n')
}

const ENDINGS: readonly string[] = ['.ttf', '.otf']

/** Faces in a folder and all below it, in a stable order. What begins with a dot is not finished yet. */
export function facesIn(place: string): readonly string[] {
  if (!existsSync(place)) return []
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((file) => ENDINGS.includes(extname(file).toLowerCase()))
    .filter((file) => !file.split(sep).some((part) => part.startsWith('.')))
    .sort()
    .map((file) => join(place, file))
}

const ownFiles = (): readonly string[] => (folder === undefined ? [] : facesIn(folder))

function filesOf(name: string): string[] {
  const require = createRequire(import.meta.url)
  const roots = require.resolve.paths(name) ?? []
  const place = roots.map((root) => join(root, name)).find((one) => existsSync(one))
  if (place === undefined) return []
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => NEEDED.test(file))
    .sort()
    .map((file) => join(place, file))
}
