import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { routes } from '../src/routes.ts'
import { ROOT } from './modules.ts'

/**
 * What nobody uses does not stay: it is read, kept right and taken along by everybody who changes something near it.
 * Unused strings are src/web/say.test.ts's, unanswered addresses routes-tested.test.ts's, settings documented.test.ts's.
 */
interface Source {
  readonly path: string
  readonly text: string
}

const sourcesOf = (folder: string, endings: RegExp): Source[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => endings.test(path) && !path.includes('node_modules'))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(ROOT, folder, path), 'utf8') }))

const sources = ['src', 'test', 'bench'].flatMap((folder) => sourcesOf(folder, /\.tsx?$/))
const code = sources.filter(
  ({ path }) => path.startsWith('src/') && !/\.(test|fixtures|testing)\./.test(path),
)
const scripts = sourcesOf('src/web/assets', /\.js$/)
const sheets = sourcesOf('src/web/assets', /\.css$/)

/** In the editor's bundle this file stands for `prose/parse.ts`, whose names it therefore has. */
const STANDS_IN = 'src/web/editor/parse-in-browser.ts'

/** The names in braces of an import or export, as the other file calls them. */
const namesIn = (braces: string, called: 'there' | 'here'): string[] =>
  braces.split(',').flatMap((one) => {
    const names = one
      .trim()
      .replace(/^type /, '')
      .split(/\s+as\s+/)
    return (called === 'there' ? names[0] : names.at(-1)) || []
  })

/** `path name` of all that some file takes from another; a file that is loaded whole may have any word of its loader. */
function taken(): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { path, text } of sources) {
    const there = (written: string): string => normalize(join(dirname(path), written))
    for (const [, braces = '', written = ''] of text.matchAll(NAMED))
      for (const name of namesIn(braces, 'there')) found.add(`${there(written)} ${name}`)
    for (const [, written = ''] of text.matchAll(WHOLE))
      for (const [word] of text.matchAll(/\w+/g)) found.add(`${there(written)} ${word}`)
  }
  return found
}

const NAMED = /^(?:import|export) (?:type )?(?:\w+, )?\{([^}]*)\} from '(\.[^']+)'/gm
const WHOLE = /(?:\* as \w+ from |\bimport\()'(\.[^']+)'/g
const DECLARED = /^export (?:async )?(?:function\*?|const|let|class|interface|type) (\w+)/gm
const LISTED = /^export (?:type )?\{([^}]*)\}/gm

const exportsOf = (text: string): string[] => [
  ...[...text.matchAll(DECLARED)].map(([, name]) => name ?? ''),
  ...[...text.matchAll(LISTED)].flatMap(([, braces]) => namesIn(braces ?? '', 'here')),
]

describe('in the program', () => {
  test('every name that a file exports is imported by another, and every one of an index by another module', () => {
    const used = taken()
    const unused = code
      .filter(({ path }) => path !== STANDS_IN)
      .flatMap(({ path, text }) => exportsOf(text).map((name) => `${path} ${name}`))
    expect(unused.filter((one) => !used.has(one))).toEqual([])
  })

  test('every file is named by another one', () => {
    const namedIn = new Map<string, Set<string>>()
    for (const { path, text } of [...sources, ...scripts, ...sourcesOf('bin', /./)])
      for (const [name] of text.matchAll(/[\w.-]+\.(?:tsx?|js|css)\b/g))
        namedIn.set(name, (namedIn.get(name) ?? new Set()).add(path))
    const isNamed = (path: string): boolean =>
      [...(namedIn.get(path.split('/').at(-1) ?? '') ?? [])].some((other) => other !== path)
    const files = [...code, ...scripts, ...sheets].map(({ path }) => path)
    // What describes something of the platform to the compiler is found by it, wherever it lies.
    expect(files.filter((path) => !path.endsWith('.d.ts') && !isNamed(path))).toEqual([])
  })
})

/** Asked for by browsers and programs that know where to ask, or by addresses of AO3; linked from no page of ours. */
const ASKED_UNLINKED: ReadonlySet<string> = new Set([
  ...['robots', 'aiRules', 'tdmRules', 'worker', 'original', 'autocomplete'],
  ...['tagFeedAo3', 'previewWork', 'previewChapter'],
  ...[
    'opds',
    'opdsSlash',
    'opdsRootSlash',
    'opdsSearch',
    'koreaderJoin',
    'koreaderLogin',
    'koreaderDocument',
  ],
  ...['apiWork', 'apiShelfWork'],
])

test('every address is led to from somewhere, or is listed here with who asks for it', () => {
  const mounted = /\.(?:get|post|put|delete|on|all)\(\s*routes\.\w+/g
  const linked = new Set(
    code.flatMap(({ text }) =>
      [...text.replace(mounted, '').matchAll(/\broutes\.(\w+)/g)].map(([, name]) => name),
    ),
  )
  expect(Object.keys(routes).filter((name) => linked.has(name) === ASKED_UNLINKED.has(name))).toEqual([])
})

/** Of AO3's pages: user scripts, site skins and tools look for them. */
const NAMES_OF_AO3: ReadonlySet<string> = new Set(
  'bychapter caution entire feedback header home language notes recipient share style user wrapper'.split(
    ' ',
  ),
)

describe('in the style sheets', () => {
  /** Quoted strings of nothing but small words: what a class may be written as, wherever it is put together. */
  const quoted = /['"`]([a-z][\w-]*(?: (?:[a-z][\w-]*|\$\{[^}]*\}))*)['"` ]/g
  const written = new Set(
    [...code, ...scripts].flatMap(({ text }) =>
      [...text.matchAll(quoted), ...text.matchAll(/\bclass(?:Name)?=["{]+([^"}]*)/g)].flatMap(
        ([, words = '']) => words.match(/[a-z][\w-]*/gi) ?? [],
      ),
    ),
  )
  const built = new Set(
    code.flatMap(({ text }) => [...text.matchAll(/\b([a-z]+-)\$\{/g)].map(([, start]) => start ?? '')),
  )
  const selectors = sheets.flatMap(({ text }) =>
    [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)].map(([, selector = '']) => selector),
  )
  const styled = new Set(
    selectors.flatMap((selector) =>
      [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name ?? ''),
    ),
  )

  test('every class is one that a page, a script or the library of the editor writes', () => {
    const isWritten = (name: string): boolean =>
      written.has(name) || built.has(name.replace(/[^-]*$/, '')) || /^prosemirror/i.test(name)
    expect([...styled].filter((name) => !isWritten(name))).toEqual([])
  })

  test('every class of a page is in one, or is looked for by a script, a test or what was made for AO3', () => {
    const pages = code.filter(({ path }) => path.endsWith('.tsx') && !path.startsWith('src/mail/'))
    const lookedFor = [...scripts, ...sources.filter(({ path }) => !code.some((one) => one.path === path))]
      .flatMap(({ text }) => text.match(/\.[a-z][\w-]*|class="[^"]*|'[a-z][\w-]*'/g) ?? [])
      .flatMap((found) => found.match(/[a-z][\w-]*/g) ?? [])
    const known = new Set([...styled, ...lookedFor, ...NAMES_OF_AO3])
    const unknown = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/ class="([a-z][\w -]*)"/g)]
        .flatMap(([, names = '']) => names.split(' '))
        .filter((name) => !known.has(name))
        .map((name) => `${path}: ${name}`),
    )
    expect(unknown).toEqual([])
  })
})
