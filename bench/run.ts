import { browseBench } from './browse.ts'
import { generatorCheck } from './catalogue/distribution.ts'
import { catalogue } from './catalogue/run.ts'
import { sequencesBench } from './engine/sequences.ts'
import { longBench } from './long.ts'
import { mainJob } from './main-job.ts'
import { readingGrows } from './reading.ts'
import { servingBench } from './serving.ts'
import { textBench } from './text.ts'
import { writingBench } from './writing.ts'

/** bin/bench NAME: one benchmark each, a table each. */
const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  main: mainJob,
  browse: browseBench,
  catalogue,
  long: longBench,
  generator: generatorCheck,
  reading: readingGrows,
  sequences: sequencesBench,
  serving: servingBench,
  text: textBench,
  writing: writingBench,
}

const name = process.argv[2] ?? 'main'
const bench = benches[name]
if (!bench) {
  console.error(`There is no benchmark “${name}”. Choose one of: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
await bench(process.argv.slice(3))
