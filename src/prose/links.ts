import { isImageAddress } from '../core/image-address.ts'

/*
 * Addresses: kept as given where they are valid, spelled validly where they are not, refused where a browser
 * might read another scheme into them.
 */
type Scheme = 'http' | 'https' | 'ftp' | 'mailto'
const LINKS: readonly Scheme[] = ['ftp', 'http', 'https', 'mailto']
const WEB: readonly Scheme[] = ['http', 'https']

/** A link: ftp, http, https, mailto or relative. An anchor inside the text gets our prefix, as its name does. */
export function cleanLink(given: string): string | undefined {
  const bare = given.trim()
  if (bare.startsWith('#')) return `#${anchorName(bare.slice(1)) ?? ''}`
  const address = spell(bare)
  return absolute(address, LINKS) ?? relative(address)
}

/** The source of a quotation: http, https or relative. */
export function cleanSource(given: string): string | undefined {
  const address = spell(given)
  return absolute(address, WEB) ?? relative(address)
}

/** The address of a picture, a sound, an embed: http or https; a relative one is resolved if the page is known. */
export function cleanMedia(given: string, base?: string): string | undefined {
  const address = spell(given)
  if (address.startsWith('//')) return absolute(`https:${address}`, WEB)
  const kept = absolute(address, WEB)
  if (kept || !base || !relative(address) || !URL.canParse(address, base)) return kept
  return absolute(spell(new URL(address, base).href), WEB)
}

/** A picture's address: as any other's, or one of those that are kept here, which stays as it is. */
export function cleanPicture(given: string, base?: string): string | undefined {
  const address = spell(given)
  return !base && isImageAddress(address) ? address : cleanMedia(given, base)
}

/** Names a reader gave get a prefix, so that none can shadow a property of the document (ASVS V3.2.3). */
const PREFIX = 'text-'
export function anchorName(given: string): string | undefined {
  const name = given.replace(/[\s"<>\\^`{|}%#]+/g, '-')
  if (name === '' || name === '-') return undefined
  return name.startsWith(PREFIX) ? name : PREFIX + name
}

/** Browsers ignore line ends and tabs anywhere, and what is blank before; then whatever is no URL code point is escaped. */
function spell(given: string): string {
  const bare = given.replace(/[\t\n\r]/g, '').trim()
  const [path = '', ...anchor] = bare.split('#')
  const written = anchor.length > 0 ? `${path}#${anchor.join('%23')}` : path
  return written.replace(/[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/gi, escapeCharacter)
}

const escapeCharacter = (character: string): string =>
  character === '\\' ? '/' : character === '%' ? '%25' : encodeURIComponent(character)

function absolute(address: string, schemes: readonly Scheme[]): string | undefined {
  const scheme = schemes.find((name) => address.slice(0, name.length + 1).toLowerCase() === `${name}:`)
  if (!scheme) return undefined
  const rest = address.slice(scheme.length + 1)
  if (scheme === 'mailto') return rest === '' ? undefined : address.replace(/[[\]]/g, encodeURIComponent)
  if (!/^\/\/[^/?#]/.test(rest) || !URL.canParse(address) || holdsPassword(address)) return undefined
  const start = rest.slice(2).search(/[/?#]/)
  if (start < 0) return address
  const host = address.length - rest.length + 2 + start
  return address.slice(0, host) + address.slice(host).replace(/[[\]]/g, encodeURIComponent)
}

/** An address with a name before its host misleads the reader, and is not valid HTML. */
function holdsPassword(address: string): boolean {
  const { username, password } = new URL(address)
  return username !== '' || password !== ''
}

/** Whatever has no scheme at all, by the widest reading of one. */
function relative(address: string): string | undefined {
  if (address === '' || /^[^/?#]*:/.test(address)) return undefined
  if (address.startsWith('//') && !URL.canParse(`https:${address}`)) return undefined
  return address.replace(/[[\]]/g, encodeURIComponent)
}
