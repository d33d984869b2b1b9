/**
 * UTF-8 once read as Windows-1252 and saved again as UTF-8: “ became â€œ. It is undone only when the whole text
 * proves it: every character must be one that Windows-1252 has, and the bytes they stand for must be valid UTF-8.
 * One honest é or “ anywhere makes that fail, so a text that merely speaks of mojibake stays as it is.
 */
export function restoreMojibake(text: string): { text: string; times: number } | undefined {
  let current = text
  let times = 0
  for (let next = once(current); next !== undefined && times < 3; next = once(current)) {
    current = next
    times++
  }
  return times > 0 ? { text: current, times } : undefined
}

/** The bytes of Windows-1252 by character; the five it leaves open stand for themselves, as browsers read them. */
const BYTES = new Map<string, number>()
{
  const decoder = new TextDecoder('windows-1252')
  for (let byte = 0x80; byte < 0x100; byte++) BYTES.set(decoder.decode(new Uint8Array([byte])), byte)
}

function once(text: string): string | undefined {
  const bytes = new Uint8Array(text.length)
  let high = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[i] = unit
      continue
    }
    const byte = BYTES.get(text.charAt(i))
    if (byte === undefined) return undefined
    bytes[i] = byte
    high++
  }
  if (high === 0) return undefined
  return proven(bytes, high)
}

function proven(bytes: Uint8Array, high: number): string | undefined {
  try {
    const restored = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const sequences = countForeign(restored)
    // one lone pair such as Ã© may be meant; three bytes in a row, or several pairs, are not
    return high > sequences * 2 || sequences >= 3 ? restored : undefined
  } catch {
    return undefined // not UTF-8 underneath: the text is what it seems
  }
}

/** Characters beyond ASCII, counted without a list of them: a file may hold millions. */
function countForeign(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0x7f && (unit & 0xfc00) !== 0xdc00) count++
  }
  return count
}
