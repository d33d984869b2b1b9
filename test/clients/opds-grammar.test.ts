import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from '../world.ts'
import { awkwardWorks } from './awkward-works.ts'
import { type Fetched, keyFor, walk } from './catalogue-walk.ts'

const require = createRequire(import.meta.url)
const { default: Ajv } = require('ajv')
const { default: addFormats } = require('ajv-formats')

const SCHEMAS = join(import.meta.dirname, 'schemas')
/** The specifications' own files, for whoever has them: schemas/README.md. */
const THEIRS = process.env.OPDS_SCHEMAS

let world: World
let folder: string
beforeAll(async () => {
  world = await makeWorld('sample')
  await awkwardWorks(world)
  folder = mkdtempSync(join(tmpdir(), 'opds-grammar-'))
})
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})

const theirGrammar = (): string[] =>
  THEIRS && existsSync(join(THEIRS, 'opds.rnc')) ? [join(THEIRS, 'opds.rnc')] : []

const READERS = [null, 'reader'] as const
const pagesFrom = async (start: string, name: string | null): Promise<readonly Fetched[]> =>
  (await walk(world, start, name ? await keyFor(world, name) : {})).pages

/** What jing says against these documents by this grammar. */
function refusedBy(grammar: string, files: readonly string[]): string[] {
  const { stdout, status, error } = spawnSync('jing', ['-c', grammar, ...files], { encoding: 'utf8' })
  if (error) throw error
  return status === 0 ? [] : stdout.split('\n').slice(0, 20)
}

test.each(READERS)('OPDS 1.2: jing finds every page as its grammar has it, as %s', async (name) => {
  const pages = await pagesFrom('/opds/v1.2', name)
  const files = pages.map(({ body }, at) => {
    const file = join(folder, `${name}-${at}.xml`)
    writeFileSync(file, body)
    return file
  })
  expect(files.length).toBeGreaterThan(100)
  for (const grammar of [join(SCHEMAS, 'opds-1.2.rnc'), ...theirGrammar()])
    for (let at = 0; at < files.length; at += 100)
      expect(refusedBy(grammar, files.slice(at, at + 100)), grammar).toEqual([])
})

test('jing refuses what the grammar forbids', () => {
  const page = (entry: string): string => `<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`
  const file = join(folder, 'wrong.xml')
  for (const wrong of [page(''), page('<entry><title>x</title></entry>'), '<entry/>']) {
    writeFileSync(file, wrong)
    expect(refusedBy(join(SCHEMAS, 'opds-1.2.rnc'), [file])).not.toEqual([])
  }
})

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

function checker() {
  const ajv = new Ajv({ allErrors: true, strict: false })
  addFormats(ajv)
  const own = ajv.compile(read(join(SCHEMAS, 'opds-2.0.schema.json')))
  return (value: unknown): unknown => (own(value) ? [] : own.errors?.slice(0, 5))
}

/** Theirs name each other by `$id`. */
function theirChecker(kind: 'feed' | 'publication') {
  const ajv = new Ajv({ allErrors: true, strict: false })
  addFormats(ajv)
  if (!THEIRS) return () => []
  for (const file of readdirSync(THEIRS).filter((one) => one.endsWith('.schema.json')))
    ajv.addSchema(read(join(THEIRS, file)))
  const check = ajv.getSchema(`https://specs.opds.io/schema/${kind}.schema.json`)
  if (!check) throw new Error(`no schema of a ${kind} in ${THEIRS}`)
  return (value: unknown): unknown => (check(value) ? [] : check.errors?.slice(0, 5))
}

test.each(READERS)('OPDS 2.0: every page is as its schema has it, as %s', async (name) => {
  const own = checker()
  const theirs = { feed: theirChecker('feed'), publication: theirChecker('publication') }
  const pages = await pagesFrom('/opds/v2', name)
  expect(pages.length).toBeGreaterThan(100)
  for (const { url, type, body } of pages) {
    const value: unknown = JSON.parse(body)
    expect(own(value), url).toEqual([])
    expect(theirs[type === 'application/opds+json' ? 'feed' : 'publication'](value), url).toEqual([])
    expect(body, url).not.toMatch(/:(?:null|""|\[\]|\{\})/)
  }
})
