import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { markdownDownload } from '../src/export/markdown-download.ts'
import { pdfDownload } from '../src/export/pdf/pdf-download.ts'
import { chapter, input, kinds } from '../src/export/records.fixtures.ts'
import { textDownload } from '../src/export/text-download.ts'
import type { WorkRecord } from '../src/works/index.ts'

/** What a reader finds in each, as text. */
const FILES: Readonly<Record<string, (more: Partial<WorkRecord>) => Promise<string>>> = {
  txt: async (more) => [...textDownload(input(more))].join(''),
  md: async (more) => [...markdownDownload(input(more))].join(''),
  pdf: async (more) => {
    const made = await pdfDownload(input(more))
    if (typeof made === 'string' || !('pdf' in made)) throw new Error(JSON.stringify(made))
    return spawnSync('pdftotext', ['-raw', '-', '-'], { input: made.pdf }).stdout.toString()
  },
}

const many = { ...kinds.get('notes-everywhere') }
const slow = { timeout: 60_000 }

describe.each(Object.entries(FILES))('%s', (format, read) => {
  test(
    '[W-061] heads chapters when there are or will be several, and not a finished single one',
    slow,
    async () => {
      expect(await read(many)).toMatch(/Chapter 1: Of “Rain” (?:&|\\&) (?:<|\\<)Sun(?:>|\\>) 1/)
      expect(await read(kinds.get('wip-1-of-3') ?? {})).toContain('Chapter 1')
      expect(await read({})).not.toContain('Chapter 1\n')
    },
  )

  test(
    '[W-062] has notes where there are some, under a name of their own, and no empty ones',
    slow,
    async () => {
      const all = await read(many)
      for (const words of [
        'Notes',
        'Thanks.',
        'Chapter Notes',
        'Before.',
        'Chapter End Notes',
        'After.',
        'End Notes',
      ])
        expect(all).toContain(words)
      const none = await read({ ...many, notes: '', endNotes: '', chapters: [chapter(1), chapter(2)] })
      expect(none).not.toMatch(/Notes/)
      if (format === 'txt') expect(all).toContain('See the end of the work for more notes')
    },
  )

  test('[W-063] of a work without chapters still has its head', slow, async () => {
    expect(await read(kinds.get('no-chapter') ?? {})).toContain('The Wet Umbrella')
  })

  test('[W-064] names no creator of an anonymous work', slow, async () => {
    const more = kinds.get('anonymous') ?? {}
    for (const name of ['marigold', 'Second Pen']) expect(await read(more)).not.toContain(name)
  })
})
