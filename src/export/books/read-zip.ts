import type { ZipLayout } from '../../epub/index.ts'
import type { PlannedPart } from './planned-part.ts'

/** The bytes of a zip from `from` up to `to`. Parts that lie outside are not read. */
export async function* readZip(
  { heads, directory, size }: ZipLayout,
  parts: readonly PlannedPart[],
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  let at = 0
  const within = (bytes: Uint8Array, start: number): Uint8Array =>
    bytes.subarray(Math.max(0, from - start), Math.max(0, to - start))
  for (const [n, part] of parts.entries()) {
    const head = heads[n] ?? Buffer.alloc(0)
    const start = at + head.length
    const end = start + part.packedSize
    if (at >= to) return
    if (start > from) yield within(head, at)
    if (end > from && start < to) yield within(part.held ?? (await part.read()), start)
    at = end
  }
  if (size > from && at < to) yield within(directory, at)
}
