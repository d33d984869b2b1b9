import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPageBytes } from '../../src/import/read-page.ts'
import { HOSTILE } from './hostile-files.ts'

/** Reads one hostile file as the importer would, in a process that dies when it takes more than this of memory. */
const MEGABYTES = 1024
const READER = join(import.meta.dirname, 'read-hostile.ts')

function outcomeOf(name: string): Promise<string> {
  const flags = [`--max-old-space-size=${MEGABYTES}`, '--import', 'tsx', READER, name]
  return new Promise((resolve) => {
    execFile(process.execPath, flags, (fault, out, err) =>
      resolve(fault ? `died: ${fault.signal ?? fault.code} ${err.slice(0, 300)}` : out.trim()),
    )
  })
}

describe('a file made to exhaust the reader is read or refused, in bounded memory', () => {
  test.each(Object.entries(HOSTILE))('%s', async (name, { becomes }) => {
    expect(await outcomeOf(name)).toMatch(becomes)
  })
})

test.each([
  ['a page', (words: string) => `<html><body><p>${words}</p></body></html>`],
  ['a text', (words: string) => words],
])(
  '%s of one text longer than any chapter is refused with the reason, wherever it comes from',
  async (_, file) => {
    const bytes = new TextEncoder().encode(file('It rained. '.repeat(1_200_000)))
    expect(await readPageBytes({ name: 'x', address: null, bytes }, undefined)).toMatchObject({
      as: 'refused',
      reason: expect.stringContaining('longer than'),
    })
  },
)
