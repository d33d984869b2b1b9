import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './modules.ts'
import { type Proofs, readProofs } from './proofs.ts'
import { SECURITY_PAGE, securityPage } from './security-page.ts'

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
  ['U', 'People'],
])

export function behavioursPage(): { readonly page: string; readonly unknown: readonly string[] } {
  const rows = JSON.parse(readFileSync(join(ROOT, 'docs/acceptance-ids.json'), 'utf8')) as Record<
    string,
    string
  >
  const proofs = readProofs(/\[([A-Z]-\d{3})\]/)
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

if (import.meta.main) {
  const { page, unknown } = behavioursPage()
  if (unknown.length) console.error(`Ids that docs/acceptance-ids.json does not have: ${unknown.join(', ')}`)
  writeFileSync(BEHAVIOURS_PAGE, page)
  writeFileSync(SECURITY_PAGE, securityPage().page)
  console.log('Wrote docs/behaviours.md and docs/security.md')
}
