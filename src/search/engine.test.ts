import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entry, loadIndex, loadIndexInPieces, openIndex, type SearchIndex } from './index.ts'
import { SearchError } from './schema.ts'
import { performBoth, SCHEMA, sequence, TAGS } from './sequences.ts'

const ENTRY: Entry = { id: 1, visibility: 0, tags: [], creators: [], columns: {}, choices: {}, texts: {} }

test('more entries than can ever fit are refused before the first is added', () => {
  const index = openIndex(SCHEMA)
  expect(() => index.reserve(17_000_000)).toThrow(/17000000 entries.* 16777216 of them/)
  index.reserve(100)
  expect(index.count()).toBe(0)
})

test('every answer is what looking at every entry gives, whatever changed before', () => {
  fc.assert(
    fc.property(sequence, (changes) => {
      const { said, expected } = performBoth(changes)
      expect(said).toEqual(expected)
    }),
    { numRuns: 800 },
  )
})

test('a snapshot that is cut, changed, of another schema or no snapshot is refused by name', () => {
  const index = openIndex(SCHEMA)
  for (const tag of TAGS) index.setTag(tag)
  index.upsert({ ...ENTRY, tags: [100, 103], texts: { title: 'kept' } })
  const bytes = index.save()
  expect(loadIndex(bytes, { ...SCHEMA, texts: [] })).toBe('other-schema')
  expect(loadIndex(new Uint8Array(5), SCHEMA)).toBe('not-a-snapshot')
  expect(loadIndex(bytes.slice(0, bytes.length - 100), SCHEMA)).toBe('damaged')
  const old = bytes.slice()
  old[8] = 99
  expect(loadIndex(old, SCHEMA)).toBe('other-version')
  for (let at = 24; at < bytes.length; at += 997) {
    const wrong = bytes.slice()
    wrong[at] = (wrong[at] ?? 0) ^ 1
    expect(loadIndex(wrong, SCHEMA)).toBe('damaged')
  }
})

test('a snapshot holds 200,000 free places and creators', { timeout: 120_000 }, () => {
  const index = openIndex(SCHEMA)
  for (let id = 0; id < 200_000; id++) index.upsert({ ...ENTRY, id, creators: [id] })
  for (let id = 0; id < 200_000; id++) index.remove(id)
  const loaded = loadIndex(index.save(), SCHEMA)
  if (typeof loaded === 'string') throw new Error(loaded)
  loaded.upsert({ ...ENTRY, id: 7, creators: [7] })
  expect(loaded.stats().entries).toBe(1)
  expect(loaded.ask({ reader: { sees: [0] }, filter: { creator: 7 } }).ids).toEqual([7])
})

test('a snapshot is saved and loaded in pieces, unless the index changed meanwhile', () => {
  const index = openIndex(SCHEMA)
  for (const tag of TAGS) index.setTag(tag)
  index.upsert({ ...ENTRY, tags: [100, 103], texts: { title: 'kept' } })
  index.complete('el', { reader: { sees: [0] } })
  const bytes = index.save()
  for (const size of [1, 7, 1000, bytes.length]) {
    const loading = loadIndexInPieces(SCHEMA)
    for (let at = 0; at < bytes.length; at += size)
      expect(loading.add(bytes.subarray(at, at + size))).toBe(true)
    const loaded = loading.end()
    expect(typeof loaded !== 'string' && loaded.save()).toEqual(bytes)
  }
  for (const length of [0, 10, 24, 200, bytes.length - 1])
    expect(typeof loadIndex(bytes.subarray(0, length), SCHEMA)).toBe('string')
  expect(loadIndex(new Uint8Array([...bytes, 0]), SCHEMA)).toBe('damaged')
  const pieces = index.savePieces()
  expect(pieces.next().done).toBe(false)
  index.setColumn(1, 'words', 5)
  expect(pieces.next()).toEqual({ done: true, value: false })
})

test('an index that grows past its room in steps answers as one that had the room', () => {
  const [grown, roomy] = [openIndex(SCHEMA), openIndex(SCHEMA)]
  for (const index of [grown, roomy]) for (const tag of TAGS) index.setTag(tag)
  grown.reserve(65_536)
  roomy.reserve(200_000)
  const question = {
    reader: { sees: [0] },
    filter: { tag: 103 },
    sort: { by: 'words', direction: 'down' as const },
    facets: [{ of: 'freeform', top: 10 }],
  }
  let half: SearchIndex | null = null
  for (let id = 0; id < 66_000; id++) {
    const tags = [100, 103, 106, 109].filter((_, i) => (id >> i) & 1)
    const entry = { ...ENTRY, id, tags, columns: { words: id % 1000 } }
    for (const index of half ? [grown, roomy, half] : [grown, roomy]) index.upsert(entry)
    if (id !== 61_450) continue
    const loaded = loadIndex(grown.save(), SCHEMA)
    half = typeof loaded === 'string' ? null : loaded
  }
  expect(grown.ask(question)).toEqual(roomy.ask(question))
  expect(half?.ask(question)).toEqual(roomy.ask(question))
})

test('what is no entry or no question is refused before anything changes', () => {
  const index = openIndex(SCHEMA)
  for (const wrong of [
    { ...ENTRY, id: -1 },
    { ...ENTRY, visibility: 32 },
    { ...ENTRY, tags: [5] },
    { ...ENTRY, columns: { words: 1.5 } },
    { ...ENTRY, columns: { score: Number.NaN } },
  ])
    expect(() => index.upsert(wrong)).toThrow(SearchError)
  expect(index.count()).toBe(0)
  const reader = { sees: [0] }
  expect(() => index.ask({ reader, sort: { by: 'nothing', direction: 'up' } })).toThrow(SearchError)
  expect(() => index.ask({ reader, facets: [{ of: 'nothing', top: 1 }] })).toThrow(SearchError)
  expect(index.ask({ reader, filter: { tag: 12345 }, offset: 10 ** 12 })).toEqual({
    total: 0,
    ids: [],
    facets: [],
    facetSizes: [],
  })
})

test('what is known of a tag and of an entry can be looked up', () => {
  const index = openIndex(SCHEMA)
  for (const tag of TAGS) index.setTag(tag)
  index.upsert({ ...ENTRY, tags: [109, 103, 100] })
  expect(index.tagIdsOf(1)).toEqual([100, 103, 109])
  expect(index.tagIdsOf(2)).toBeUndefined()
  expect(index.setSynonym(118, 106)).toBe('done')
  expect([index.canonicalOf(118), index.isCanonical(106), index.kindOfTag(106)]).toEqual([
    106,
    true,
    'freeform',
  ])
  expect([index.canonicalOf(109), index.isCanonical(109), index.kindOfTag(7)]).toEqual([
    undefined,
    false,
    undefined,
  ])
})

test('what is kept of a page is what counting gives, after each change of the graph', () => {
  const index = openIndex(SCHEMA)
  for (const tag of TAGS) index.setTag({ ...tag, kind: 'freeform', canonical: true })
  const ids = TAGS.map((tag) => tag.id)
  for (let id = 0; id < 900; id++)
    index.upsert({ ...ENTRY, id, tags: ids.filter((_, i) => i === id % 3 || (id * 7) % (i + 2) === 0) })
  const page = (tag: number) => ({ filter: { tag }, facets: [{ of: 'freeform', top: 5 }] })
  const check = (): void => {
    for (const tag of ids) {
      const kept = index.ask({ ...page(tag), reader: { sees: [0] } })
      // Whoever hides an entry that there is not is not served from what is kept.
      expect(kept).toEqual(index.ask({ ...page(tag), reader: { sees: [0], never: [5000] } }))
    }
  }
  check()
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = ids
  const changes = [
    () => index.addMeta(b, a),
    () => index.removeMeta(b, a),
    () => index.setSynonym(c, d),
    () => index.addMeta(d, e),
    () => index.unsetSynonym(c),
    () => index.removeMeta(d, e),
    () => index.setTag({ id: a, kind: 'freeform', name: 'other', canonical: false }),
    () => index.setTag({ id: ids[23] ?? 0, kind: 'fandom', name: 'moved', canonical: true }),
  ]
  for (const change of changes) {
    expect(change()).toBe('done')
    check()
  }
})

test('what a merge left uncounted on a page is counted before the page is a bound for another question', () => {
  const index = openIndex(SCHEMA)
  for (const tag of TAGS) index.setTag({ ...tag, kind: 'freeform', canonical: true })
  const [all = 0, one = 0, other = 0, third = 0, ...rest] = TAGS.map((tag) => tag.id)
  for (let id = 0; id < 12_000; id++) {
    const tags = [one, other, third].filter((_, i) => id % (i + 3) === 0)
    index.upsert({ ...ENTRY, id, columns: { words: id }, tags: id % 2 ? rest : [all, ...tags] })
  }
  const asked = { reader: { sees: [0] }, facets: [{ of: 'freeform', top: 2 }], limit: 0 }
  const some = { all: [{ tag: all }, { column: 'words', from: 1000 }] }
  const check = () =>
    expect(index.ask({ ...asked, filter: some })).toEqual(index.ask({ ...asked, filter: { any: [some] } }))
  index.ask({ ...asked, filter: { tag: all } })
  for (const change of [() => index.setSynonym(one, other), () => index.unsetSynonym(one)]) {
    expect(change()).toBe('done')
    check()
  }
})

test('many entries told at once are what they are one after the other, far apart or on every work', () => {
  const [atOnce, oneByOne] = [openIndex(SCHEMA), openIndex(SCHEMA)]
  const indexes = [atOnce, oneByOne]
  for (const index of indexes) {
    for (const tag of TAGS) index.setTag(tag)
    for (let i = 0; i < 3000; i++)
      index.setTag({
        id: 1000 + i,
        kind: 'freeform',
        name: `alternate universe ${i % 7} coffee shop ${i}`,
        canonical: i % 9 > 0,
      })
    index.setSynonym(1000, 1001)
  }
  atOnce.reserve(150_000)
  for (let id = 0; id < 150_000; id++) {
    const rare = [1000 + ((id * 7) % 3000), 1000 + (id % 2), ...(id % 70_000 === 5 ? [118] : [])]
    for (const index of indexes) index.upsert({ ...ENTRY, id, tags: rare, columns: { words: id % 300 } })
  }
  for (const change of [undefined, 'remove', 'add'] as const) {
    for (const index of indexes) {
      if (change === 'remove') for (const id of [0, 5, 70_005, 149_999]) index.remove(id)
      if (change === 'add') index.upsert({ ...ENTRY, id: 200_000, tags: [118, 1005] })
    }
    for (const tag of [118, 1000, 1001, 1005, 2999]) {
      const question = {
        reader: { sees: [0] },
        filter: { tag },
        sort: { by: 'words', direction: 'down' as const },
        facets: [{ of: 'freeform', top: 30 }],
      }
      expect(atOnce.ask(question)).toEqual(oneByOne.ask(question))
    }
    for (const typed of ['alternate universe 3', 'coffee', 'shop 29'])
      expect(atOnce.complete(typed, { reader: { sees: [0] }, limit: 40 })).toEqual(
        oneByOne.complete(typed, { reader: { sees: [0] }, limit: 40 }),
      )
  }
})

test('names put in at once are found as those put in one after the other', () => {
  const [atOnce, oneByOne] = [openIndex(SCHEMA), openIndex(SCHEMA)]
  const reader = { sees: [0] }
  oneByOne.complete('a', { reader })
  for (const index of [atOnce, oneByOne])
    for (let i = 0; i < 2000; i++) {
      const name = `${['Éa', 'alternate universe of', 'slow'][i % 3]} the very same words ${i % 5} ${i}`
      index.setTag({ id: 1000 + i, kind: 'freeform', name, canonical: true })
      index.upsert({ ...ENTRY, id: i, tags: [1000 + i, 1000 + (i % 40)] })
    }
  for (const index of [atOnce, oneByOne]) for (const _ of index.prepare());
  for (const typed of [
    'e',
    'ea the',
    'the very same words 3',
    'words',
    '199',
    'universe of the very same words 1 4',
  ])
    expect(atOnce.complete(typed, { reader, limit: 60 })).toEqual(
      oneByOne.complete(typed, { reader, limit: 60 }),
    )
})
