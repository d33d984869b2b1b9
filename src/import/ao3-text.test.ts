import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { WorkRecord } from '../works/index.ts'
import { looksLikeAo3Text, readAo3Text } from './ao3-text.ts'

const folder = new URL('../../test/fixtures/import/text/', import.meta.url)
const fixture = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'utf8')
const read = (text: string): WorkRecord => {
  const reading = readAo3Text(text)
  if (reading.outcome !== 'read') throw new Error(reading.reason)
  return reading.record
}

describe('each converter’s way of writing it down', () => {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -4)] : []))

  test.each(names)('%s: the whole record, field by field', async (name) => {
    expect(looksLikeAo3Text(fixture(name))).toBe(true)
    const record = `${JSON.stringify(read(fixture(name)), null, 2)}\n`
    await expect(record).toMatchFileSnapshot(new URL(`${name}.json`, folder).pathname)
  })
})
