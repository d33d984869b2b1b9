import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

const answer = z.object({
  messages: z.array(z.object({ type: z.string(), message: z.string(), url: z.string().optional() })),
})

const JAR = join(createRequire(import.meta.url).resolve('vnu-jar'), '../build/dist/vnu.jar')

/** What the Nu HTML checker calls errors in some files: `file: message`, sorted as given. */
export function nuErrors(paths: readonly string[]): readonly string[] {
  const run = spawnSync(
    'java',
    ['-Xss8m', '-XX:TieredStopAtLevel=1', '-jar', JAR, '--format', 'json', ...paths],
    {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    },
  )
  if (!run.stderr.startsWith('{')) throw new Error(`checking ${paths.length} pages with Nu: ${run.stderr}`)
  return answer
    .parse(JSON.parse(run.stderr))
    .messages.filter(({ type }) => type === 'error')
    .map(({ url, message }) => `${url?.split('/').at(-1)}: ${message}`)
}
