import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scopeAnchors } from './anchors.ts'
import { broken } from './broken-markup.testing.ts'
import { cleanHtml } from './clean.ts'
import { fitHeadings } from './headings.ts'

const CHECKER = 'node_modules/vnu-jar/build/dist/vnu.jar'
const noJava = spawnSync('java', ['-version']).status !== 0

test.skipIf(noJava)('whatever is given, what is served is valid by the Nu checker', () => {
  const drawn = fc.sample(broken, { numRuns: 1000, seed: Number(process.env.PROSE_SEED ?? 1) })
  const texts = drawn.map((given, at) => scopeAnchors(fitHeadings(cleanHtml(given, 'content'), 1), at))
  const body = texts.map((text) => `<div>${text.replaceAll('\n', '&#10;')}</div>`).join('\n')
  const input = `<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><h1>t</h1>\n${body}\n</body></html>`
  const checked = spawnSync('java', ['-jar', CHECKER, '--errors-only', '--format', 'json', '-'], {
    input,
    encoding: 'utf8',
  })
  const { messages }: { messages: { message: string; lastLine: number }[] } = JSON.parse(
    checked.stderr || checked.stdout,
  )
  expect(
    messages.map(({ message, lastLine }) => [message, drawn[lastLine - 2], texts[lastLine - 2]]),
  ).toEqual([])
})
