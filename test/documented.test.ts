import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SETTINGS } from '../src/core/config.ts'
import { routes } from '../src/routes.ts'
import { BEHAVIOURS_PAGE, behavioursPage } from './behaviours.ts'
import { ROOT } from './modules.ts'
import { SECURITY_PAGE, securityPage } from './security-page.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const markdown = ['.', 'docs', 'docs/decisions', 'seeds'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

/** Written by bin/behaviours. */
const MADE = new Set(['docs/behaviours.md', 'docs/security.md'])

/** The rows of a table as cells, without its head. */
const rows = (text: string): string[][] =>
  [...text.matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = '']) => row.split('|').map((cell) => cell.trim()))
    .filter(([first = '']) => !/^:?-+:?$/.test(first))

describe('docs/operating.md', () => {
  const told = rows(read('docs/operating.md')).flatMap(([name = '', value = '']) => {
    const setting = /^`([A-Z_]+)`$/.exec(name)?.[1]
    return setting ? [[setting, value]] : []
  })

  test('lists exactly the settings there are, with their defaults', () => {
    const known = Object.entries(SETTINGS).map(([name, schema]) => {
      const value = schema.parse(undefined)
      return [name, value === undefined ? 'not set' : `\`${value}\``]
    })
    expect(told).toEqual(known)
  })
})

test('every page of those who keep an archive is described to them', () => {
  const page = read('docs/operating.md')
  const fixed = Object.values(routes).filter((path) => path.startsWith('/admin') && !path.includes(':'))
  expect(fixed.filter((path) => !page.includes(`\`${path}\``))).toEqual([])
})

describe('a command', () => {
  const programs = readdirSync(join(ROOT, 'bin')).filter((name) => !name.startsWith('_'))

  test('that a document names exists, with what is asked of it, and may be run', () => {
    const verbs = new Set([...read('src/cli.ts').matchAll(/\.command\('(\w+)'\)/g)].map(([, verb]) => verb))
    const benches = /benches: .*?^\}/ms.exec(read('bench/run.ts'))?.[0] ?? ''
    const knows = (program: string, word: string): boolean =>
      program === 'palimpsest' ? verbs.has(word) : program !== 'bench' || benches.includes(`  ${word}`)
    const called = markdown.flatMap((page) =>
      [...read(page).matchAll(/(?<![\w./])bin\/(\w+)(?: ([a-z]\w*))?/g)].map(
        ([said, program = '', word]) => ({
          ...{ said, program, word },
        }),
      ),
    )
    expect(called.length).toBeGreaterThan(60)
    const missing = called.filter(
      ({ program, word }) => !programs.includes(program) || (word && !knows(program, word)),
    )
    expect(missing.map(({ said }) => said)).toEqual([])
    expect(programs.filter((name) => !(statSync(join(ROOT, 'bin', name)).mode & 0o100))).toEqual([])
  })

  test('of bin/palimpsest is described to whoever keeps an archive, or measures one', () => {
    const pages = read('docs/operating.md') + read('docs/benchmarks.md')
    const verbs = [...read('src/cli.ts').matchAll(/\bprogram\s*\.command\('(\w+)/g)].map(
      ([, verb]) => verb ?? '',
    )
    expect(verbs.filter((verb) => !pages.includes(`bin/palimpsest ${verb}`))).toEqual([])
  })

  test('of bin/ is mentioned in README or CONTRIBUTING', () => {
    const pages = read('README.md') + read('CONTRIBUTING.md')
    expect(programs.filter((name) => !pages.includes(`bin/${name}`))).toEqual([])
  })
})

describe('the decisions', () => {
  test('are all linked from their list', () => {
    const list = read('docs/decisions/README.md')
    const pages = readdirSync(join(ROOT, 'docs/decisions')).filter((name) => /^\d{3}-.*\.md$/.test(name))
    expect(pages.filter((name) => !list.includes(`(${name})`))).toEqual([])
  })

  test('have a line on every library of the program, with its version', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    const told = rows(read('docs/decisions/002-libraries.md')).map(([name, version]) => `${name} ${version}`)
    const used = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`)
    expect(told.slice(1).sort()).toEqual(used.sort())
  })
})

test('every link to a file of the repository leads there', () => {
  const broken = markdown.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link.split('#')[0] ?? '')
      .filter((link) => link && !/^[a-z]+:/.test(link))
      .filter((link) => !statSync(join(ROOT, dirname(page), link), { throwIfNoEntry: false }))
      .map((link) => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

test('every file and folder of ours that a document names is there', () => {
  const there = new Set(
    ['src', 'test', 'bench', 'docs', 'migrations', 'seeds', 'locales'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).flatMap((path) => {
        const parts = [folder, ...path.split('/')]
        return parts.flatMap((_, at) => [parts.slice(at).join('/'), parts.slice(0, at + 1).join('/')])
      }),
    ),
  )
  const missing = markdown.flatMap((page) =>
    // What the style was learnt from are files of other projects.
    page === 'STYLE.md' || MADE.has(page)
      ? []
      : [...read(page).matchAll(/`([\w./-]+\.(?:tsx?|css|sql)|(?:src|test|bench|docs)\/[\w./-]*)`/g)]
          .map(([, path = '']) => path.replace(/\/$/, ''))
          .filter((path) => !there.has(path))
          .map((path) => `${page}: ${path}`),
  )
  expect(missing).toEqual([])
})

test('docs/behaviours.md says what the tests’ names say; bin/behaviours writes it anew', () => {
  const { page, unknown } = behavioursPage()
  expect(unknown, 'ids in names of tests that docs/acceptance-ids.json does not have').toEqual([])
  expect(
    readFileSync(BEHAVIOURS_PAGE, 'utf8') === page,
    'docs/behaviours.md is out of date: run bin/behaviours',
  ).toBe(true)
})

test('docs/security.md says what the tests’ names say, and every item names one', () => {
  expect(securityPage().untested).toEqual([])
  expect(
    readFileSync(SECURITY_PAGE, 'utf8') === securityPage().page,
    'docs/security.md is out of date: run bin/behaviours',
  ).toBe(true)
})
