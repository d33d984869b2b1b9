import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** Faces that come with the program, beside those that typst has and those of the machine. */
const PACKAGES: readonly string[] = [
  '@expo-google-fonts/noto-emoji',
  '@expo-google-fonts/noto-naskh-arabic',
  '@expo-google-fonts/noto-sans-devanagari',
  '@expo-google-fonts/sarabun',
]

let known: readonly string[] | undefined

/** Folders in which files of faces lie; those that are not installed are left out. */
export function fontFolders(): readonly string[] {
  known ??= PACKAGES.flatMap(folderOf)
  return known
}

function folderOf(name: string): string[] {
  const require = createRequire(import.meta.url)
  const roots = require.resolve.paths(name) ?? []
  return roots
    .map((root) => `${root}/${name}`)
    .filter((folder) => existsSync(dirname(`${folder}/package.json`)))
    .slice(0, 1)
}
