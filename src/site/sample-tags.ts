import { z } from 'zod'
import { readYaml, SampleFault } from './sample-yaml.ts'

const names = z.array(z.string().min(1)).default([])
const common = { name: z.string().min(1), synonyms: names, metatags: names }

/** `metatags` stand over a tag of the same kind, the other lists are its parents; see seeds/README.md. */
const TAGS = z.strictObject({
  media: z.array(z.string().min(1)),
  fandoms: z.array(z.strictObject({ ...common, media: z.array(z.string()).min(1) })),
  characters: z.array(z.strictObject({ ...common, fandoms: names })),
  relationships: z.array(z.strictObject({ ...common, fandoms: names, characters: names })),
  freeforms: z.array(z.strictObject({ ...common, fandoms: names })),
})

export type SampleTags = z.infer<typeof TAGS>

/** Reads `seeds/tags.yaml`: the canonical tags, what else they are called, and what stands over them. */
export function readSampleTags(file: string, text: string): SampleTags {
  const tags = readYaml(TAGS, file, text)
  const lineOf = (name: string): number =>
    Math.max(1, text.split('\n').findIndex((line) => line.includes(name)) + 1)
  const refuse = (name: string, what: string): never => {
    throw new SampleFault(file, lineOf(name), `"${name}" ${what}`)
  }

  for (const kind of ['fandoms', 'characters', 'relationships', 'freeforms'] as const) {
    const twice = firstTwice(tags[kind].flatMap((tag) => [tag.name, ...tag.synonyms]))
    if (twice) refuse(twice, `is written twice among the ${kind}`)
    const known = new Map(tags[kind].map((tag) => [tag.name, tag.metatags]))
    for (const tag of tags[kind]) {
      for (const over of tag.metatags) if (!known.has(over)) refuse(over, `stands over ${tag.name} unlisted`)
      if (isOver(known, tag.name, tag.name)) refuse(tag.name, 'stands over itself')
    }
  }
  for (const [parents, listed] of parentLists(tags)) {
    for (const parent of parents)
      if (!listed.has(parent)) refuse(parent, 'is named as a parent but not listed')
  }
  return tags
}

function firstTwice(all: readonly string[]): string | undefined {
  return all.find((name, index) => all.indexOf(name) !== index)
}

function isOver(metatags: ReadonlyMap<string, readonly string[]>, top: string, below: string): boolean {
  const seen = new Set<string>()
  const waiting = [...(metatags.get(below) ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === top) return true
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...(metatags.get(next) ?? []))
  }
  return false
}

function parentLists(tags: SampleTags): [readonly string[], ReadonlySet<string>][] {
  const media = new Set(tags.media)
  const fandoms = new Set(tags.fandoms.map((tag) => tag.name))
  const characters = new Set(tags.characters.map((tag) => tag.name))
  return [
    ...tags.fandoms.map((tag): [string[], Set<string>] => [tag.media, media]),
    ...[...tags.characters, ...tags.relationships, ...tags.freeforms].map((tag): [string[], Set<string>] => [
      tag.fandoms,
      fandoms,
    ]),
    ...tags.relationships.map((tag): [string[], Set<string>] => [tag.characters, characters]),
  ]
}
