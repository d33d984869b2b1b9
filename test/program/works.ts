import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const FIXTURE = join(import.meta.dirname, '../fixtures/import/html-2015-one.html')

/** As many downloads as wanted, each of another work. */
export function someWorks(count: number, from = 1): Record<string, string> {
  const text = readFileSync(FIXTURE, 'utf8')
  const files = Array.from({ length: count }, (_, at): [string, string] => {
    const number = 700_000 + from + at
    return [
      `work-${number}.html`,
      text.replace(/archiveofourown\.org\/works\/\d+/g, `archiveofourown.org/works/${number}`),
    ]
  })
  return Object.fromEntries(files)
}

/** Works of which only a part was stored: there must never be any. */
export const HALF_WRITTEN = `
  select works.id from works left join chapters on chapters.work_id = works.id
  group by works.id
  having count(chapters.id) <> works.chapters_posted or coalesce(sum(chapters.words), 0) <> works.words`
