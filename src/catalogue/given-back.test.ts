import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { titlesIn } from '../../test/sample.ts'
import { makeWorld, type World } from '../../test/world.ts'

/** What somebody typed into the forms is still there when they see the answer. */

let world: World

beforeAll(async () => {
  world = await makeWorld()
  const by = await world.person('keeper', 'owner')
  await world.work(by, { title: 'Lamp', additionalTags: ['Fluff', 'Angst'] })
  await world.work(by, { title: 'Lamp and Window', additionalTags: ['Angst'] })
})
afterAll(() => world.end())

const list = async (query: string): Promise<string> => (await world.get(`/works?${query}`)).text()
const form = async (query: string): Promise<string> => (await world.get(`/works/search?${query}`)).text()
const field = (page: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0] ?? ''

describe('[S-023] a number or a day that was not understood stands in its field, which points to the line that says so', () => {
  test.each([
    ['words=abc', 'words_from', 'abc', 'words'],
    ['words_from=many&words_to=20', 'words_to', '20', 'words'],
    ['kudos_to=lots', 'kudos_to', 'lots', 'kudos'],
    ['updated=2024-02-30', 'updated', '2024-02-30', 'updated'],
    ['posted=<script>', 'posted', '&lt;script&gt;', 'posted'],
  ])('%s', async (query, name, value, part) => {
    const page = await list(query)
    expect(field(page, name)).toContain(`value="${value}"`)
    expect(field(page, name)).toContain(`aria-invalid="true" aria-describedby="unclear-${part}"`)
    expect(page).toContain(`id="unclear-${part}"`)
    expect(titlesIn(page)).toHaveLength(2)
  })

  test.each([
    ['words=abc', 'words', 'abc'],
    ['words_from=many&words_to=20', 'words', 'many-20'],
    ['updated=31.12.', 'updated', '31.12.'],
  ])('in the form of the whole search: %s', async (query, name, value) => {
    const page = await form(query)
    expect(field(page, name)).toContain(`value="${value}"`)
    expect(field(page, name)).toContain(`aria-invalid="true" aria-describedby="search-${name}-fault"`)
    expect(page).toContain(`id="search-${name}-fault"`)
  })

  test('one that was understood points nowhere', async () => {
    expect(field(await list('words=10-20'), 'words_from')).not.toContain('aria-')
    expect(await form('words=10-20')).not.toContain('aria-invalid')
  })
})

test.each([
  ['single=maybe', 'One chapter can be yes or no'],
  ['order=up', 'The order can be asc or desc'],
  ['sort=beauty', 'Works cannot be sorted that way'],
])('[S-023] %s is said, and the works are there', async (query, said) => {
  const page = await list(query)
  expect(page).toContain(said)
  expect(titlesIn(page)).toHaveLength(2)
})

test('[S-016] the form beside a list keeps the title and the creator asked for elsewhere', async () => {
  const page = await list('title=lamp&creator=keeper')
  const beside = /<form[^>]*id="work-filters".*?<\/form>/s.exec(page)?.[0] ?? ''
  expect(beside).toContain('<input type="hidden" name="title" value="lamp"')
  expect(beside).toContain('<input type="hidden" name="creator" value="keeper"')
})

test('a tag asked for with its kind and without is one filter, taken off at once', async () => {
  const page = await list('tag=Fluff&tag=freeform:fluff&complete=yes')
  const slips = [...page.matchAll(/class="slip want" href="([^"]*)"/g)].map(([, href]) => href)
  expect(slips).toEqual(['/works?complete=yes'])
})

test('fewer than none is said as it was asked', async () => {
  expect(await list('kudos=<0')).toContain('&lt; 0 kudos')
})

test('an order typed into the box is no filter that could be taken off', async () => {
  expect(await list('q=sort:title')).not.toContain('Clear all filters')
  expect(await list('q=lamp sort:title')).toContain('“lamp sort:title”')
})

test('a name that no tag has leads to the same list with the one there is, whichever field it was typed into', async () => {
  const near = (page: string): string =>
    /href="([^"]*)"[^>]*>(?:<bdi>)?Fluff/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const to = near(await list('with_freeform=Flufff&complete=yes&with=Angst'))
  expect(to).toContain('/works?')
  expect(new URLSearchParams(to.split('?')[1]).get('complete')).toBe('yes')
  expect(titlesIn(await (await world.get(to)).text())).toEqual(['Lamp'])
})

test('the form of the whole search offers names while one types, of each field’s own kind', async () => {
  const page = await form('')
  expect(page).toContain('complete')
  for (const kind of ['fandom', 'character', 'relationship', 'freeform'])
    expect(field(page, `with_${kind}`)).toContain(`data-complete="${kind}"`)
  for (const name of ['either', 'without']) expect(field(page, name)).toContain('data-complete="tag"')
  expect(page).toContain('data-complete-words=')
})
