import { parseArgs } from 'node:util'
import { openArchive } from '../engine/generator.ts'
import {
  FANWORKS,
  FIRST_CATEGORY,
  FIRST_RATING,
  FIRST_WARNING,
  fandomTag,
  type Vocabulary,
} from '../engine/vocabulary.ts'
import { buildOurs, type Graph } from './build.ts'
import { depthsOf, type Gathered, gather, type Measure, oddNames } from './gathered.ts'
import { printLines } from './measures.ts'

/**
 * bin/bench generator [--works N] [--seed S]: what the generator made beside the figures of
 * reference/performance.md §1.2, and whether the tail of §1.3 is there.
 */
export async function generatorCheck(args: readonly string[]): Promise<void> {
  const options = {
    works: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  } as const
  const { values } = parseArgs({ args: [...args], options })
  const [works, seed] = [Number(values.works), Number(values.seed)]
  const archive = openArchive(works, seed)
  const { graph } = buildOurs(archive, works, seed)
  const made = gather(archive, graph)
  const head = ['what', 'made', 'real']
  console.log(`${works} works, seed ${seed}; shares of the real site are of seven to ten million works`)
  printLines('Fandoms, share of their uses', [head, ...fandomShares(made, archive.vocabulary)])
  printLines('Freeforms of no fandom, share of their uses', [
    head,
    ...freeformShares(made, archive.vocabulary),
  ])
  printLines('Tags of a work', [head, ...tagsOfWork(made)])
  printLines('Numbers of a work', [head, ...numbersOfWork(made)])
  printLines('Shares of works', [head, ...sharesOfWorks(made)])
  printLines('Tags', [head, ...tagFigures(made, graph)])
  printLines('The tail that must be there', [['what', 'made', 'wanted', 'there'], ...tail(made, graph)])
}

type Rows = readonly (readonly string[])[]

const percent = (part: number): string => `${(part * 100).toFixed(part < 0.01 ? 3 : 1)} %`
const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const one of numbers) total += one
  return total
}
const most = (numbers: Iterable<number>): number => {
  let greatest = 0
  for (const one of numbers) greatest = Math.max(greatest, one)
  return greatest
}

function fandomShares({ uses }: Gathered, { sizes }: Vocabulary): Rows {
  const fandoms = Array.from({ length: sizes.fandoms }, (_, i) => uses.get(fandomTag(i)) ?? 0)
  return heads(fandoms, { 1: 3.6, 10: 20.7, 50: 42, 100: 54.9, 500: 81.1, 1000: 88.6, 5000: 97.9 }, '29 %')
}

function freeformShares({ uses }: Gathered, { sizes, freeformFrom }: Vocabulary): Rows {
  const freeforms = Array.from({ length: sizes.freeforms }, (_, i) => uses.get(freeformFrom + i) ?? 0)
  return heads(freeforms, { 10: 16.5, 100: 42, 1000: 77, 5000: 95 }, '13 %')
}

function heads(uses: readonly number[], real: Readonly<Record<number, number>>, unused: string): Rows {
  const sorted = uses.toSorted((a, b) => b - a)
  const all = sum(sorted)
  const part = (top: number): string => percent(sum(sorted.slice(0, top)) / all)
  const rows = Object.entries(real).map(([top, share]) => [`top ${top}`, part(Number(top)), `${share} %`])
  const idle = sorted.filter((n) => n === 0).length / sorted.length
  return [...rows, [`not used, of ${sorted.length}`, percent(idle), unused]]
}

function tagsOfWork({ each, works }: Gathered): Rows {
  const mean = (of: Measure): string => (sum(each[of]) / works).toFixed(2)
  const none = (of: Measure): string => percent(each[of].filter((n) => n === 0).length / works)
  const half = each.asWritten.toSorted((a, b) => a - b)[works >> 1]
  return [
    ['as written, mean', mean('asWritten'), '16.3; in 2021 19.4'],
    ['as written, median', String(half), 'in 2021 16'],
    ['more than 75', percent(each.asWritten.filter((n) => n > 75).length / works), '0.33 %'],
    ['canonical and inherited, mean', mean('inherited'), 'about 20'],
    ['fandoms, mean', mean('fandom'), '1.46'],
    ['warnings, mean', mean('warning'), '1.03'],
    ['categories, mean', mean('category'), '1.19'],
    ['relationships, mean (none)', `${mean('relationship')} (${none('relationship')})`, '1.44 (16 %)'],
    ['characters, mean (none)', `${mean('character')} (${none('character')})`, '3.8 (5 %)'],
    ['freeforms, mean (none)', `${mean('freeform')} (${none('freeform')})`, '6.2 (9 %)'],
  ]
}

function numbersOfWork({ each, works }: Gathered): Rows {
  const words = each.words.toSorted((a, b) => a - b)
  const kudos = each.kudos.toSorted((a, b) => a - b)
  const from = (limit: number): string => percent(words.filter((n) => n >= limit).length / works)
  const chapters = (least: number, top: number): string =>
    percent(each.chapters.filter((n) => n >= least && n <= top).length / works)
  const at = (part: number): number | undefined => kudos[Math.floor(works * part)]
  return [
    ['words, median', String(words[works >> 1]), '2,000 by LN(7.6, 1.56)'],
    ['words, mean', (sum(words) / works).toFixed(0), '6,200 to 6,700'],
    ['words, 25 k and more', from(25_000), '5.85 %'],
    ['words, 50 k and more', from(50_000), '2.5 %'],
    ['words, 100 k and more', from(100_000), '0.99 %'],
    ['words, 500 k and more', from(500_000), '0.018 %'],
    ['kudos, quartiles', [0.25, 0.5, 0.75].map(at).join(' / '), '14 / 46 / 136'],
    ['kudos, p90 and p99', [0.9, 0.99].map(at).join(' / '), '339 / 1739'],
    ['chapters: 1', chapters(1, 1), '77.6 %'],
    [
      'chapters: 2, 3–5, 6–20',
      [chapters(2, 2), chapters(3, 5), chapters(6, 20)].join(', '),
      '4.4, 7.4, 9.2 %',
    ],
  ]
}

function sharesOfWorks({ uses, works, complete, restricted, languages }: Gathered): Rows {
  const shares = (first: number, count: number): string =>
    Array.from({ length: count }, (_, i) => percent((uses.get(first + i) ?? 0) / works)).join(', ')
  const spoken = (code: string): string => percent((languages.get(code) ?? 0) / works)
  return [
    ['complete', percent(complete / works), '84.1 %'],
    ['only for readers with an account', percent(restricted / works), '9 % (assumed)'],
    [
      'in English, Chinese, Russian',
      ['en', 'zh', 'ru'].map(spoken).join(', '),
      '90.6, 4.6, 1.9 %; in 2023 86.5, 7.6, 1.2 %',
    ],
    ['languages', String(languages.size), '85 to 87'],
    ['ratings T, G, E, M, none', shares(FIRST_RATING, 5), '29.9, 27.8, 16.3, 15.1, 10.9 %'],
    ['warnings: none, not said', shares(FIRST_WARNING, 2), '56, 35 %'],
    ['categories M/M, F/M, Gen', shares(FIRST_CATEGORY, 3), '51, 25, 20 %'],
  ]
}

function tagFigures({ names, nameUses, uses }: Gathered, graph: Graph): Rows {
  const shares = (counts: readonly number[]): string => counts.map((n) => percent(n / sum(counts))).join(', ')
  const parents = [...graph.metasOf.values()]
  return [
    ['names: canonical, synonyms, neither', shares(names), '8.1, 24.0, 67.9 % (9.4 % of them not used)'],
    ['uses by such names', shares(nameUses), '80, 10, 10 % (assumed)'],
    ['canonical tags in use', String(uses.size), '480 k at 1 M works'],
    ['canonical tags with a meta-tag', percent(parents.length / graph.kindOf.size), '35 %'],
    [
      '   with more than one',
      percent(parents.filter((metas) => metas.length > 1).length / parents.length),
      '5 %',
    ],
    ['   under a chain of 1, 2, 3, 4, 5', shares(depthsOf(graph)), '71, 20.5, 6.5, 1.5, 0.5 %'],
  ]
}

function tail({ each, works, uses }: Gathered, graph: Graph): Rows {
  const children = new Map<number, number>()
  for (const meta of [...graph.metasOf.values()].flat()) children.set(meta, (children.get(meta) ?? 0) + 1)
  const fandom = FANWORKS.kinds.findIndex(({ name }) => name === 'fandom')
  const largest = most([...uses].map(([tag, n]) => (graph.kindOf.get(tag) === fandom ? n : 0))) / works
  const { scripts, longest } = oddNames(graph)
  const row = (what: string, made: number, wanted: number, is: (n: number) => string = String): string[] => [
    what,
    is(made),
    is(wanted),
    made >= wanted ? 'yes' : 'NO',
  ]
  return [
    row('tags of one work', most(each.asWritten), 678),
    row('words of one work', most(each.words), 5_000_000),
    row('sub-tags of one meta-tag', most(children.values()), 700),
    row('works of the largest fandom', largest, 0.05, percent),
    row('fandoms of one work', most(each.fandom), 20),
    ...Object.entries(scripts).map(([script, count]) => row(`names with ${script}`, count, 1)),
    row('length of the longest name', longest, 150),
    row('tags of two meta-tags', [...graph.metasOf.values()].filter((metas) => metas.length > 1).length, 1),
  ]
}
