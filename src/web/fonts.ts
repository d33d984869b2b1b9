import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * The faces, from their npm packages: the packages' own `@font-face` rules (unicode ranges and all),
 * cut to the scripts we ship and pointed at our addresses. Other scripts come from the reader's system.
 */
const SHEETS: readonly { readonly from: string; readonly sheets: readonly string[] }[] = [
  { from: '@fontsource-variable/alegreya', sheets: ['wght.css', 'wght-italic.css'] },
  { from: '@fontsource-variable/ysabeau-office', sheets: ['wght.css'] },
  { from: '@fontsource-variable/literata', sheets: ['wght.css', 'wght-italic.css'] },
  { from: '@fontsource-variable/atkinson-hyperlegible-next', sheets: ['wght.css', 'wght-italic.css'] },
  { from: '@fontsource/opendyslexic', sheets: ['latin.css', 'latin-italic.css'] },
]

const SHIPPED = /-(latin|latin-ext|greek|cyrillic|vietnamese)-(wght|400|700)-/

interface Fonts {
  readonly css: string
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** All rules as one sheet, and every file it names, by name. */
export function collectFonts(): Fonts {
  const find = createRequire(import.meta.url).resolve
  const files = new Map<string, Uint8Array>()
  const rules: string[] = []
  for (const { from, sheets } of SHEETS) {
    for (const sheet of sheets) {
      for (const rule of rulesOf(readFileSync(find(`${from}/${sheet}`), 'utf8'))) {
        files.set(rule.file, readFileSync(find(`${from}/files/${rule.file}`)))
        rules.push(rule.css)
      }
    }
  }
  return { css: rules.join('\n'), files }
}

function rulesOf(sheet: string): { readonly file: string; readonly css: string }[] {
  return (sheet.match(/@font-face\s*\{[^}]*\}/g) ?? []).flatMap((face) => {
    const file = /url\(\.\/files\/([^)]+\.woff2)\)/.exec(face)?.[1]
    if (!file || !SHIPPED.test(file)) return []
    // One source is enough: everything that reads our style sheet reads woff2.
    const css = face.replace(/src:[^;]+;/, `src: url(fonts/${file}) format('woff2');`)
    return [{ file, css }]
  })
}
