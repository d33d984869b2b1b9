import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { moduleOf, ROOT, readLevels, type SourceFile, sourceFiles } from './modules.ts'

/** The rules of ARCHITECTURE.md, with its own table of levels: what the page says is what is checked. */
const levels = readLevels()
const level = (module: string): number => levels.get(module) ?? Number.NaN
const files = sourceFiles()
const code = files.filter((file) => !file.isTest)

/** Floor and roof are open: any of their files may be imported. An engine shows only its index. */
const ENGINES = new Set(['search', 'epub', 'prose'])
const isOpen = (module: string): boolean =>
  !ENGINES.has(module) && (level(module) <= 2 || level(module) >= 10)

/** Files over 300 lines, each with what keeps it whole. */
const LONG = new Map([
  ['src/routes.ts', 'every address by name, in one list'],
  ['src/writing/together-related.test.ts', 'one source and all that may become of what names it'],
  ['src/accounts/joining/join-routes.test.ts', 'one form, and all that may be sent to it'],
  ['src/web/assets/palimpsest.css', 'one stylesheet: its cascade is read from top to bottom'],
  ['test/fixtures/import/ao3-template.ts', 'the pages of every era of AO3, side by side'],
  ['src/import/ao3-text.test.ts', 'one set of fixtures, asked one by one'],
  ['test/documents/shapes.ts', 'the documents of every program, side by side'],
  ['test/preview/made-up-works.ts', 'content, not code'],
  ['test/preview/work-pages.ts', 'content, not code'],
])

/** Tables that no tables.ts types, since only a library or the migrations write them. */
const UNTYPED = new Map([['migrations', 'storage']])

const found = (in_: readonly SourceFile[], faults: (file: SourceFile) => readonly string[]): string[] =>
  in_.flatMap((file) => faults(file).map((fault) => `src/${file.path}: ${fault}`))

describe('the levels', () => {
  test('of ARCHITECTURE.md name every module and file at the top of src, and nothing else', () => {
    expect([...levels.keys()].sort()).toEqual(readdirSync(join(ROOT, 'src')).sort())
  })

  test('are only imported downwards', () => {
    expect(
      found(files, ({ path, module, imports, isTest }) =>
        imports.flatMap((one) => {
          // The generator of made-up archives is the benches', and a command of ours.
          const outside = /package\.json$|^\.\.\/\.\.\/bench\/generate\//.test(one.written)
          if (one.path === undefined) return isTest || outside ? [] : [one.written]
          const to = moduleOf(one.path)
          const rowTypes = path === 'storage/database.ts' && one.typeOnly && one.path.endsWith('/tables.ts')
          return to === module || rowTypes || level(to) < level(module) ? [] : [one.written]
        }),
      ),
    ).toEqual([])
  })

  test('show other modules their index.ts only, from level 3 on and for engines; their routes to app.ts', () => {
    expect(
      found(files, ({ path, module, imports }) =>
        imports.flatMap(({ path: to, written, typeOnly }) => {
          if (to === undefined || moduleOf(to) === module || isOpen(moduleOf(to))) return []
          if (path === 'storage/database.ts' && typeOnly && to.endsWith('/tables.ts')) return []
          if (path === 'app.ts' && /^\w+\/routes\.tsx?$/.test(to)) return []
          return to === `${moduleOf(to)}/index.ts` ? [] : [written]
        }),
      ),
    ).toEqual([])
  })
})

describe('a table', () => {
  const owners = new Map(UNTYPED)
  for (const { path, module, text } of code.filter((file) => file.path.endsWith('/tables.ts'))) {
    const body = /export interface \w+Tables \{\n(.*?)^\}/ms.exec(text)?.[1]
    if (!body) throw new Error(`src/${path} has no interface of tables`)
    for (const [, table] of body.matchAll(/^ {2}(\w+): \{/gm)) owners.set(table ?? '', module)
  }

  test('of the migrations has an owner', () => {
    const folder = join(ROOT, 'migrations')
    const sql = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const named = (pattern: RegExp) =>
      sql.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))
    const gone = new Set(named(/^drop table (\w+)/gm))
    const tables = named(/^create table (\w+)/gm).filter((table) => !gone.has(table))
    expect(tables.filter((table) => !owners.has(table))).toEqual([])
  })

  test('is written by its owner alone', () => {
    expect(
      found(code, ({ module, text }) =>
        [...text.matchAll(WRITES)].flatMap(([written, verb, quoted, named, raw]) => {
          if (verb && !quoted) return namesIn(text, owners).filter((table) => owners.get(table) !== module)
          const table = quoted ?? named ?? raw ?? ''
          return owners.get(table) === module || NOT_TABLES.has(table) ? [] : [written.trim()]
        }),
      ),
    ).toEqual([])
  })
})

const WRITES =
  /\.(insertInto|updateTable|deleteFrom|mergeInto)\(\s*(?:'(\w+)|\w)|\b(?:insert into|delete from|merge into|truncate(?: table)?)\s+(\w+)|\bupdate\s+(\w+)\s+set\b/g
/** `on conflict do update set`. */
const NOT_TABLES = new Set(['do'])

/** A write whose table is a variable: then every table the file quotes must be its own. */
const namesIn = (text: string, owners: ReadonlyMap<string, string>): string[] =>
  [...text.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '').filter((name) => owners.has(name))

describe('a file', () => {
  test('of routes holds no SQL', () => {
    const sql = /\bsql[<`]|\bfrom 'kysely'|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/g
    const routes = code.filter(({ path }) => /[/-]routes\.tsx?$/.test(path))
    expect(found(routes, ({ text }) => text.match(sql) ?? [])).toEqual([])
  })

  test('of routes, the web or the whole site sees requests, and no other', () => {
    const seen = /\bfrom 'hono'|\bContext\b.*from 'hono|\bc\.(req|var|html|json|redirect)\b/g
    const sees = /^(web|app\.ts)|[/-]routes\.tsx?$/
    expect(found(code, ({ path, text }) => (sees.test(path) ? [] : (text.match(seen) ?? [])))).toEqual([])
  })

  test('has at most 300 lines, unless its reason to be longer is listed here', () => {
    const all = ['src', 'test'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
        (path) => `${folder}/${path}`,
      ),
    )
    const long = all
      .filter((path) => /\.(tsx?|css|js)$/.test(path) && !path.includes('/node_modules/'))
      .filter((path) => readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n').length > 300)
    expect(long.filter((path) => !LONG.has(path))).toEqual([])
    expect([...LONG.keys()].filter((path) => !long.includes(path))).toEqual([])
  })

  test('is named for what it holds: no utils, helpers, services or common', () => {
    const shelf = /(^|\/|-)(utils?|helpers?|services?|common|shared|misc|lib)(\/|\.|-|$)/
    expect(files.map(({ path }) => path).filter((path) => shelf.test(path))).toEqual([])
  })

  test('exports names one by one, and types nothing as any', () => {
    const wild = /^export \*.*|(?::\s+|\bas\s+|<|=>\s*)any(?=\s*(?:[;,)>|&=[\]{]|$))/gm
    expect(found(files, ({ text }) => text.match(wild) ?? [])).toEqual([])
  })
})
