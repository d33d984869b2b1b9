/** RFC 5321 counts them so; a longer one reaches nobody. */
const LONGEST = 254
const LONGEST_LOCAL = 64

const ATOM = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+"
/** Any printable characters, with a backslash before a quote or a backslash. No line can be ended in it. */
const QUOTED = '"(?:[\\u0020\\u0021\\u0023-\\u005b\\u005d-\\u007e]|\\\\[\\u0020-\\u007e])+"'
const LOCAL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})$`, 'u')
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/iu

/**
 * An address a mail can be sent to, as RFC 5321 and 6531 write them: `ana+fic@example.org`, `"ana b"@example.org`. Nothing
 * in it can end a line or begin another header.
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > LONGEST || Buffer.byteLength(text) > LONGEST) return false
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  return at > 0 && local.length <= LONGEST_LOCAL && LOCAL.test(local) && DOMAIN.test(domain)
}
