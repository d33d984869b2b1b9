import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { readSampleFile, type SampleWork } from './sample-file.ts'
import { readSampleTags, type SampleTags } from './sample-tags.ts'
import { readYaml, SampleFault } from './sample-yaml.ts'

const PEOPLE = z.array(
  z.strictObject({
    name: z.string().regex(/^[A-Za-z0-9_]{3,40}$/, 'an account is 3 to 40 letters, digits and _'),
    email: z.email().endsWith('@example.org'),
    role: z.enum(['member', 'wrangler', 'moderator', 'owner']),
    /** The first is what they sign with unless a work says otherwise. */
    penNames: z.array(z.string().min(1).max(40)).min(1),
  }),
)

type SamplePerson = z.infer<typeof PEOPLE>[number]

export interface Sample {
  readonly people: readonly SamplePerson[]
  readonly tags: SampleTags
  /** In the order they were published; of one day, by slug. */
  readonly works: readonly SampleWork[]
}

/** Reads the folder `seeds/`, whole and checked: every creator has an account, every relation its work. */
export async function readSample(folder: string): Promise<Sample> {
  const files = (await readdir(folder)).filter((file) => /^people.*\.yaml$/.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  const people = texts.flatMap((text, at) => readPeople(files[at] ?? '', text))
  const tags = readSampleTags('tags.yaml', await readFile(join(folder, 'tags.yaml'), 'utf8'))
  const works = await readWorks(join(folder, 'works'))
  refuseStrangers(people, works)
  refuseLostRelations(works)
  refuseCrowdedSeries(works)
  return { people, tags, works }
}

function readPeople(file: string, text: string): SamplePerson[] {
  const people = readYaml(PEOPLE, file, text)
  const all = people.flatMap((person) => person.penNames)
  const twice = all.find((name, index) => all.indexOf(name) !== index)
  if (twice) throw new SampleFault(file, 1, `the pen name ${twice} is taken twice`)
  return people
}

async function readWorks(folder: string): Promise<SampleWork[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).sort()
  const works = await Promise.all(
    files.map(async (file) =>
      readSampleFile(basename(file, '.md'), await readFile(join(folder, file), 'utf8')),
    ),
  )
  return works.sort((a, b) => (a.record.published ?? '').localeCompare(b.record.published ?? ''))
}

function refuseStrangers(people: readonly SamplePerson[], works: readonly SampleWork[]): void {
  const known = new Set(people.flatMap((person) => person.penNames))
  for (const { slug, record } of works) {
    const signed = [record, ...record.chapters].flatMap((part) => part.creators ?? [])
    const stranger = signed.find((name) => !known.has(name))
    if (stranger) throw new SampleFault(`${slug}.md`, 1, `${stranger} is nobody's pen name in people.yaml`)
  }
}

function refuseLostRelations(works: readonly SampleWork[]): void {
  const slugs = new Set(works.map((work) => work.slug))
  for (const work of works) {
    const lost = work.relatedSlugs.find((link) => !slugs.has(link.slug) || link.slug === work.slug)
    if (lost) throw new SampleFault(`${work.slug}.md`, 1, `${lost.relation} ${lost.slug}: no such work`)
  }
}

function refuseCrowdedSeries(works: readonly SampleWork[]): void {
  const places = new Map<string, string>()
  for (const { slug, record } of works) {
    for (const { title, position } of record.series) {
      const place = `${title} ${position}`
      const other = places.get(place)
      if (other) throw new SampleFault(`${slug}.md`, 1, `part ${position} of ${title} is ${other} already`)
      places.set(place, slug)
    }
  }
}
