import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { recordJson } from '../src/export/index.ts'
import { kinds, record } from '../src/export/records.fixtures.ts'
import { ROOT } from './modules.ts'

const DOCS = join(ROOT, 'docs')
const FILES = readdirSync(DOCS).filter((file) => file.endsWith('.schema.json'))
const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(DOCS, file), 'utf8'))

/** Where what the program writes is held against it. */
const PROVED_IN: Readonly<Record<string, string>> = {
  'record.schema.json': 'src/export/record-json.test.ts',
  'takeout.schema.json': 'src/leaving/takeout.test.ts',
}

test('every published schema is there to be proved', () => {
  expect(FILES.toSorted()).toEqual(Object.keys(PROVED_IN).toSorted())
})

test.each(FILES)(
  '%s is a JSON Schema of 2020-12, and its name is its own: no host of ours or of anybody',
  (file) => {
    const schema = read(file)
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    // Relative: it is resolved by where the schema was read, the repository or a copy of it.
    expect(schema.$id).toBe(file)
    const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true)
    expect(ajv.compile(schema)).toBeTypeOf('function')
    expect(readFileSync(join(ROOT, PROVED_IN[file] ?? ''), 'utf8')).toContain('Ajv2020')
  },
)

test('they live side by side, each found by its name', () => {
  const ajv = new Ajv2020({ strictTypes: false })
  for (const file of FILES) ajv.addSchema(read(file))
  for (const file of FILES) expect(ajv.getSchema(file), file).toBeTypeOf('function')
  const isRecord = ajv.getSchema('record.schema.json')
  for (const more of kinds.values()) expect(isRecord?.(JSON.parse(recordJson(record(more))))).toBe(true)
})
