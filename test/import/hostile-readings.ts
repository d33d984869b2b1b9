import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'

const READING = z.object({
  name: z.string(),
  outcome: z.string(),
  /** Most that the process had taken of the machine's memory by then, its making of the files included. */
  megabytes: z.number(),
  /** Processor time. */
  seconds: z.number(),
})
export type HostileReading = z.infer<typeof READING>

/** Has these files read by a process that dies when its JavaScript takes more than so many megabytes. */
export function hostileReadings(
  names: readonly string[],
  megabytes: number,
): Promise<{ readonly readings: readonly HostileReading[]; readonly died: string | undefined }> {
  const reader = join(import.meta.dirname, 'read-hostile.ts')
  const flags = [`--max-old-space-size=${megabytes}`, '--expose-gc', '--import', 'tsx', reader, ...names]
  return new Promise((resolve) => {
    execFile(process.execPath, flags, (fault, out, err) =>
      resolve({
        readings: out
          .split('\n')
          .filter(Boolean)
          .map((line) => READING.parse(JSON.parse(line))),
        died: fault ? `${fault.signal ?? fault.code}: ${err.slice(0, 2_000)}` : undefined,
      }),
    )
  })
}
