import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Fetched } from './catalogue-walk.ts'

/** Thorium's own parser (r2-opds-js), and what it makes of a page: OPDS 1.2 it turns into 2.0, as Thorium does. */
export interface ReadFeed {
  readonly Metadata?: { readonly Title?: unknown; readonly NumberOfItems?: number }
  readonly Publications?: readonly ReadPublication[]
  readonly Navigation?: readonly ReadLink[]
  readonly Links?: readonly ReadLink[]
  readonly Facets?: readonly { readonly Metadata: { readonly Title: string }; readonly Links: ReadLink[] }[]
}

export interface ReadPublication {
  readonly Metadata: {
    readonly Title: unknown
    readonly Identifier: string
    readonly Author?: readonly { readonly Name: unknown }[]
    readonly Language?: readonly string[]
    readonly Description?: string
    readonly Accessibility?: { readonly AccessMode?: readonly string[] }
    readonly BelongsTo?: {
      readonly Series?: readonly { readonly Name: unknown; readonly Position: number }[]
    }
  }
  readonly Links: readonly ReadLink[]
  readonly Images?: readonly ReadLink[]
}

export interface ReadLink {
  readonly Href: string
  readonly TypeLink: string
  readonly Title?: string
  readonly Rel?: readonly string[]
  readonly Properties?: { readonly NumberOfItems?: number }
}

const require = createRequire(join(import.meta.dirname, 'package.json'))
const part = (library: string, path: string) => require(`${library}/dist/es8-es2017/src/${path}`)

const { initGlobalConverters_GENERIC, initGlobalConverters_OPDS } = part('r2-opds-js', 'opds/init-globals.js')
initGlobalConverters_GENERIC()
initGlobalConverters_OPDS()
const { XML } = part('r2-utils-js', '_utils/xml-js-mapper/index.js')
const { TaJsonDeserialize } = part('r2-lcp-js', 'serializable.js')
const { OPDS } = part('r2-opds-js', 'opds/opds1/opds.js')
const { Entry } = part('r2-opds-js', 'opds/opds1/opds-entry.js')
const { OPDSFeed } = part('r2-opds-js', 'opds/opds2/opds2.js')
const { OPDSPublication } = part('r2-opds-js', 'opds/opds2/opds2-publication.js')
const { convertOpds1ToOpds2, convertOpds1ToOpds2_EntryToPublication } = part(
  'r2-opds-js',
  'opds/converter.js',
)
const { DOMParser } = require('@xmldom/xmldom')

/** A feed; a publication by itself is a feed of one. */
export function readAsThorium({ type, body }: Fetched): ReadFeed {
  if (type === 'application/opds+json') return TaJsonDeserialize(JSON.parse(body), OPDSFeed)
  if (type === 'application/opds-publication+json')
    return { Publications: [TaJsonDeserialize(JSON.parse(body), OPDSPublication)] }
  const dom = new DOMParser().parseFromString(body, 'application/xml')
  return dom.documentElement.localName === 'entry'
    ? { Publications: [convertOpds1ToOpds2_EntryToPublication(XML.deserialize(dom, Entry))] }
    : convertOpds1ToOpds2(XML.deserialize(dom, OPDS))
}
