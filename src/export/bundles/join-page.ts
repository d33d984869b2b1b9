import { readFile } from 'node:fs/promises'
import { xmlText } from '../../epub/index.ts'
import type { Bundle } from './bundles.ts'
import type { PieceFile, Write } from './join-pieces.ts'

/** One page of all: the head of the first, a list of what is in it, then each work's own page between two rules. */
export async function joinPage({ title }: Bundle, pieces: readonly PieceFile[], write: Write): Promise<void> {
  const say = (text: string): Promise<unknown> => write(Buffer.from(text))
  const entries: string[] = []
  for (const [n, { path }] of pieces.entries()) {
    const { head, heading } = partsOf(await readFile(path, 'utf8'))
    if (n === 0)
      await say(
        `${head.replace(`<title>${heading}</title>`, () => `<title>${xmlText(title)}</title>`)}<body>\n`,
      )
    entries.push(`<li><a href="#work${n + 1}">${heading}</a></li>`)
  }
  await say(`<h1>${xmlText(title)}</h1>\n<ol>\n${entries.join('\n')}\n</ol>\n`)
  for (const [n, { path }] of pieces.entries()) {
    const { body } = partsOf(await readFile(path, 'utf8'))
    await say(`<hr/>\n<div id="work${n + 1}">\n${withOwnIds(body, `work${n + 1}-`)}\n</div>\n`)
  }
  await say('</body>\n</html>\n')
}

/** Of a page as `htmlDownload` writes it. What is said of one work alone, for machines, is not said of all. */
function partsOf(page: string) {
  const start = page.indexOf('<body>')
  const head = page
    .slice(0, start)
    .split('\n')
    .filter((line) => !/^<meta name="(?:palimpsest:|dcterms|tdm|robots)/.test(line))
    .join('\n')
  const heading = page.slice(page.indexOf('<title>') + '<title>'.length, page.indexOf('</title>'))
  return { head, heading, body: page.slice(start + '<body>'.length, page.lastIndexOf('</body>')) }
}

const TAG = /<[a-z][^<>]*>/gi
const TARGET = / (id="|href="#)(?=[^"])/g

/** Targets of one work are not those of another: each id and each link to one gets the work before it. */
const withOwnIds = (body: string, prefix: string): string =>
  body.replace(TAG, (tag) => tag.replace(TARGET, (_, before: string) => ` ${before}${prefix}`))
