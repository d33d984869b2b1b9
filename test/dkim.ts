import { createHash, createVerify } from 'node:crypto'

/** DKIM as its standard (RFC 6376) says, relaxed in head and body: is this the signature of what arrived? */
export function isSigned(raw: string, publicKey: string | Buffer): boolean {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const fields = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const named = (name: string) =>
    fields.filter((one) => one.toLowerCase().startsWith(`${name}:`)).at(-1) ?? ''
  const plain = (field: string) => {
    const at = field.indexOf(':')
    return `${field.slice(0, at).toLowerCase().trim()}:${field
      .slice(at + 1)
      .replace(/[ \t]+/g, ' ')
      .trim()}`
  }
  const signature = named('dkim-signature')
  const tag = (name: string) =>
    new RegExp(`[;:]\\s*${name}=([^;]*)`).exec(signature)?.[1]?.replace(/\s/g, '') ?? ''
  const lines = rest
    .join('\r\n\r\n')
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  const body = `${lines.join('\r\n').replace(/(\r\n)*$/, '')}\r\n`
  const hash = createHash('sha256').update(body, 'latin1').digest('base64')
  if (hash !== tag('bh')) return false
  const unsigned = plain(signature).replace(/([;:]\s*b=)[^;]*/, '$1')
  const signed = [
    ...tag('h')
      .split(':')
      .map((name) => plain(named(name))),
    unsigned,
  ].join('\r\n')
  return createVerify('sha256').update(signed, 'latin1').verify(publicKey, tag('b'), 'base64')
}
