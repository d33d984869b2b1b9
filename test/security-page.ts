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

## From outside

Before a release, two scanners of others look at an archive of made-up works: sqlmap as a guest and as a member, wapiti as a guest (Debian:
\`apt-get install sqlmap wapiti\`). Each form is given the \`csrf\` field and the cookie of a page that was opened before.

\`\`\`sh
DATA_DIR=$(mktemp -d) HOST=127.0.0.1 PORT=18731 BASE_URL=http://127.0.0.1:18731 bin/start --sample &
at=http://127.0.0.1:18731
scan="sqlmap --batch --dbms=PostgreSQL --level=2 --risk=2 --technique=BEUST --time-sec=3 --threads=4 --flush-session --ignore-code=422,429"
$scan -u "$at/works/search?q=lamp&title=a&creator=b&words=1-&fandoms=1&sort=words&order=asc&language=en&updated=2026&with_fandom=x&tag=1&without=2&either=3"
$scan -u "$at/api/v1/works?q=lamp&sort=words&page=1&language=en"
$scan -u "$at/api/v1/tags?q=lamp&kind=fandom"
$scan -u "$at/api/v1/works/1*"
$scan -u "$at/autocomplete/fandom?term=a&within=1"
$scan -u "$at/users/login" -H "Origin: $at" --data "csrf=$guest_token&login=reader&password=x&back=/" -p login,password,back
$scan -u "$at/works/import/pages" -H "Origin: $at" --cookie "$cookie" --data "csrf=$token&addresses=http%3A%2F%2F127.0.0.1%3A9%2F&as=kept&title=x&fandoms=x&language=en&tags=y&characters=z&rating=a&encoding=utf-8" -p title,fandoms,language,tags,addresses,rating,encoding
wapiti -u "$at/works/search" --scope domain -m sql,xss,crlf,redirect,file,exec,ssrf -d 1 --max-scan-time 60 --max-attack-time 45
\`\`\`

Last run on 22 November 2026 with sqlmap 1.7.2 and wapiti 3.0.4: none of 39 parameters can be injected into, those of
a page that is imported (\`sqlmap -r\`, the form with a file: its heading, title, fandoms, tags, characters, language)
among them; wapiti, one page deep and for a minute, found nothing, and no request ended in an error of ours. Of the tries to log in, two in three were
answered 429, before anything was asked of the database but whether this browser is known.
`
