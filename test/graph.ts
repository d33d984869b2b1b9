import { readLevels, sourceFiles } from './modules.ts'

/** bin/graph: the modules by level, and an arrow for each that imports another, as a Mermaid diagram. */
const levels = readLevels()
const arrows = new Map<string, number>()
for (const { module, isTest, imports } of sourceFiles()) {
  for (const { path } of isTest ? [] : imports) {
    const to = path?.split('/')[0]
    if (to && to !== module) arrows.set(`${module} --> ${to}`, (arrows.get(`${module} --> ${to}`) ?? 0) + 1)
  }
}
console.log('flowchart TD')
for (const level of [...new Set(levels.values())].sort((a, b) => b - a)) {
  const here = [...levels].filter(([, at]) => at === level).map(([module]) => module)
  console.log(`  subgraph level${level} ["${level}"]\n    ${here.join('\n    ')}\n  end`)
}
for (const arrow of [...arrows.keys()].sort()) console.log(`  ${arrow}`)
