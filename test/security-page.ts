import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from './modules.ts'
import { readProofs } from './proofs.ts'

/** docs/security.md: forty items of OWASP's ASVS 5.0 that matter here, and which test holds each. */
export const SECURITY_PAGE = join(ROOT, 'docs/security.md')

export function securityPage(): { readonly page: string; readonly untested: readonly string[] } {
  const items = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(ROOT, 'docs/security-items.json'), 'utf8')))
  const proofs = readProofs(/\[(A-\d{2})\]/)
  const lines = Object.entries(items).map(([id, item]) => {
    const by = proofs.get(id)?.map(({ file, name }) => `${name} (\`${file}\`)`) ?? []
    return `| ${id} | ${item} | ${by.join('<br>') || 'not yet'} |`
  })
  const untested = Object.keys(items).filter((id) => !proofs.has(id))
  const held = lines.length - untested.length
  return {
    page: [
      HEAD,
      `${held} of ${lines.length} items have tests.\n`,
      '| item | what holds | tests |',
      '| --- | --- | --- |',
      ...lines,
      '',
    ].join('\n'),
    untested,
  }
}

const HEAD = `# Security

Made by \`bin/behaviours\` from the names of the tests; do not edit. To report a fault, see [SECURITY.md](../SECURITY.md).

An archive holds what people trusted it with: who is behind a pen name, what is not yet posted, what was kept to read
alone. The tables of who may do what (\`src/core/roles.ts\`) and of who may see what (\`src/works/visibility.ts\`,
[decision 003](decisions/003-one-visibility-rule.md)) are each in one place; the items below are those of OWASP’s ASVS
5.0 that matter to such a program, each with the tests that hold it (\`docs/security-items.json\`). A test fails when an
item names none.
`
