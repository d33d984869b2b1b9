import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Asking, Read } from './reader.ts'

/** The reader in a process of its own. */
export async function readElsewhere(asking: Asking): Promise<Read[]> {
  const reader = fileURLToPath(new URL('reader.ts', import.meta.url))
  const child = spawn(process.execPath, [reader], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(asking))
  const [told] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return JSON.parse(told)
}
