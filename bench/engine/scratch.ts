import { openIndex } from '../../src/search/index.ts'
import { chanceOf } from './chance.ts'
import { fill, openArchive, tellTags, usesOf } from './generator.ts'
import { queriesFor } from './queries.ts'
import { FANWORKS } from './vocabulary.ts'

const works = 100000
const archive = openArchive(works, 1)
const uses = usesOf(archive)
const index = openIndex(FANWORKS)
tellTags(index, archive, uses, 1)
fill(index, archive, works)
const q = queriesFor(archive.vocabulary, works).find((x) => x.name.includes(process.argv[2]!))!
const c = chanceOf(5)
for (let i = 0; i < 30; i++) index.ask(q.draw(c))
for (const mode of ['all', 'no facets', 'wide facets', 'one facet']) {
  const c = chanceOf(6)
  const used: number[] = []
  let hits = 0
  for (let i = 0; i < 300; i++) {
    let x = q.draw(c)
    if (mode === 'no facets') x = { ...x, facets: [] }
    if (mode === 'wide facets') x = { ...x, facets: x.facets!.slice(3) }
    if (mode === 'one facet') x = { ...x, facets: x.facets!.slice(6) }
    const t = process.cpuUsage()
    hits += index.ask(x).total
    const u = process.cpuUsage(t)
    used.push(u.user + u.system)
  }
  used.sort((a, b) => a - b)
  console.log(mode, hits / 300, 'p50', used[150], 'p90', used[270], 'µs')
}
