import { spawnSync } from 'node:child_process'
import { z } from 'zod'

const PARSED = z.array(
  z.object({
    /** Empty: nothing was amiss. */
    amiss: z.string(),
    version: z.string(),
    title: z.string(),
    id: z.string(),
    language: z.string(),
    updated: z.string(),
    links: z.array(z.object({ rel: z.string(), href: z.string() })),
    entries: z.array(
      z.object({
        ...{ id: z.string(), title: z.string(), link: z.string(), updated: z.string() },
        ...{ authors: z.array(z.string()), summary: z.string(), content: z.string() },
      }),
    ),
  }),
)
export type ParsedFeed = z.infer<typeof PARSED>[number]

const PROGRAM = `
import feedparser, json, sys
def told(one):
    at = feedparser.parse(one['xml'].encode('utf-8'), response_headers={
        'content-type': 'application/atom+xml; charset=utf-8', 'content-location': one['at']})
    head = at.feed
    return {
        'amiss': repr(at.get('bozo_exception', 'bozo')) if at.bozo else '',
        'version': at.version, 'title': head.get('title', ''), 'id': head.get('id', ''),
        'language': head.get('language', ''), 'updated': head.get('updated', ''),
        'links': [{'rel': link.rel, 'href': link.href} for link in head.get('links', [])],
        'entries': [{
            'id': entry.get('id', ''), 'title': entry.get('title', ''), 'link': entry.get('link', ''),
            'updated': entry.get('updated', ''), 'summary': entry.get('summary', ''),
            'authors': [author.get('name', '') for author in entry.get('authors', [])],
            'content': ''.join(part.value for part in entry.get('content', [])),
        } for entry in at.entries],
    }
print(json.dumps([told(one) for one in json.load(sys.stdin)]))
`

/** Feeds as a reader nobody here wrote understands them: Debian's python3-feedparser. */
export function feedparsed(feeds: readonly { readonly at: string; readonly xml: string }[]): ParsedFeed[] {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', PROGRAM], {
    input: JSON.stringify(feeds),
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  })
  if (status !== 0) throw new Error(`feedparser: ${stderr}`)
  return PARSED.parse(JSON.parse(stdout))
}
