import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './modules.ts'

/**
 * docs/behaviours.md: what readers and writers rely on, row by row, and which test proves each. A test says so with
 * the row's id in its name: test('[W-042] asks before an adult work …').
 */
export const BEHAVIOURS_PAGE = join(ROOT, 'docs/behaviours.md')

const SECTIONS = new Map([
  ['W', 'Works'],
  ['S', 'Search and filters'],
  ['T', 'Tags'],
  ['I', 'Importing'],
])

type Proofs = Map<string, { readonly file: string; readonly name: string }[]>

export function behavioursPage(): { readonly page: string; readonly unknown: readonly string[] } {
  const rows = JSON.parse(readFileSync(join(ROOT, 'docs/acceptance-ids.json'), 'utf8')) as Record<
    string,
    string
  >
  const proofs = readProofs()
  const unknown = [...proofs.keys()].filter((id) => !(id in rows))
  const ids = Object.keys(rows)
  const proved = ids.filter((id) => proofs.has(id)).length
  const parts = [...SECTIONS].map(([letter, name]) => {
    const own = ids.filter((id) => id.startsWith(`${letter}-`))
    return section(name, own, rows, proofs)
  })
  return {
    page: [HEAD, `${proved} of ${ids.length} rows have tests so far.\n`, ...parts].join('\n'),
    unknown,
  }
}

const HEAD = `# Behaviours

Made by \`bin/behaviours\` from the names of the tests; do not edit. The rows restate what the acceptance tests of
Archive of Our Own check (\`docs/acceptance-ids.json\`). A row is named by the tests that prove it or a part of it.
`

function section(
  name: string,
  ids: readonly string[],
  rows: Readonly<Record<string, string>>,
  proofs: Proofs,
) {
  const lines = ids.map((id) => {
    const by = proofs.get(id)?.map(({ file, name }) => `${name} (\`${file}\`)`) ?? []
    return `| ${id} | ${rows[id]} | ${by.join('<br>') || 'not yet'} |`
  })
  return [`## ${name}\n`, '| id | behaviour | proved by |', '| --- | --- | --- |', ...lines, ''].join('\n')
}

/** The first string of a call: that of test, describe, or of what their each() gave; or of a row of a table. */
const NAME = /[([]\s*(['"`])((?:(?!\1).)*\[[A-Z]-\d{3}\](?:(?!\1).)*)\1/g

function readProofs(): Proofs {
  const proofs: Proofs = new Map()
  for (const file of testFiles()) {
    for (const [, , title = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(NAME)) {
      const name = title
        .replaceAll('|', '\\|')
        .replace(/\s*\[[A-Z]-\d{3}\]\s*/g, ' ')
        .trim()
      for (const [, id = ''] of title.matchAll(/\[([A-Z]-\d{3})\]/g)) {
        proofs.set(id, [...(proofs.get(id) ?? []), { file, name }])
      }
    }
  }
  return proofs
}

const testFiles = (): string[] =>
  ['src', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .sort()
      .map((path) => `${folder}/${path}`),
  )

if (import.meta.main) {
  const { page, unknown } = behavioursPage()
  if (unknown.length) console.error(`Ids that docs/acceptance-ids.json does not have: ${unknown.join(', ')}`)
  writeFileSync(BEHAVIOURS_PAGE, page)
  console.log('Wrote docs/behaviours.md')
}
