import { Command } from 'commander'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { readConfig } from '../core/config.ts'
import { tagCommands } from './tags.ts'
import { CommandFault, type Tools } from './tools.ts'

let world: World
let tools: Tools
beforeAll(async () => {
  world = await makeWorld()
  const config = readConfig({})
  tools = { db: world.db, config, now: () => new Date() }
})
afterAll(() => world.end())

let out: string[] = []
beforeEach(() => {
  out = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line))
})

/** The words after `bin/palimpsest tags`, as the command line hands them over. Answers with what was printed. */
async function tags(...words: string[]): Promise<string> {
  out = []
  const program = new Command('palimpsest').exitOverride().configureOutput({ writeErr: () => undefined })
  const under = program.command('tags')
  tagCommands(under, async (command) => {
    expect(await command(tools)).toBe(0)
  })
  for (const one of under.commands) one.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(['tags', ...words], { from: 'user' })
  return out.join('\n')
}
const fault = async (...words: string[]): Promise<string> => {
  const caught = await tags(...words).catch((one: unknown) => one)
  if (!(caught instanceof CommandFault)) throw new Error(`no fault of the call: ${caught}`)
  return caught.message
}
const numberIn = (line: string): string => /^\s*(\d+) /.exec(line)?.[1] ?? ''

test('an archive without an owner says how to make one', async () => {
  expect(await fault('canonical', '--new', 'freeform:Tea')).toContain('user add NAME')
  await world.person('keeper', 'owner')
})

describe('with an owner', () => {
  beforeAll(async () => {
    await world.work(await world.known('keeper'), {
      ...{ fandoms: ['Pickwick'], characters: ['Sam Weller', 'Samivel'], additionalTags: ['Tea', 'Hot Tea'] },
      relationships: ['Sam/Tony'],
    })
  })

  test('[T-026] a tag is made, linked and shown', async () => {
    expect(await tags('canonical', '--new', 'media:Old Books')).toMatch(
      /keeper made media Old Books canonical/,
    )
    expect(await tags('canonical', 'Pickwick')).toContain('made fandom Pickwick canonical')
    expect(await tags('parent', 'Pickwick', 'Old Books')).toContain('put fandom Pickwick in media Old Books')
    await tags('canonical', 'Sam Weller')
    await tags('parent', 'Sam Weller', 'Pickwick')
    expect(await tags('synonym', 'Samivel', 'Sam Weller')).toContain(
      'made character Samivel a synonym of character Sam Weller',
    )
    expect(await tags('show', 'Sam Weller')).toBe(
      'character Sam Weller (canonical)\nbelongs to:\n  fandom Pickwick\nalso called:\n  character Samivel',
    )
    expect(await tags('show', 'Samivel')).toContain('(means Sam Weller)')
    expect(await tags('show', 'Pickwick')).toContain('holds:\n  character Sam Weller\n  character Samivel')
  })

  test('a relationship is given its people, and the fandom that is theirs', async () => {
    await tags('parent', 'Sam/Tony', 'Sam Weller')
    expect(await tags('show', 'Sam/Tony')).toContain('belongs to:\n  fandom Pickwick\n  character Sam Weller')
    await tags('unparent', 'Sam/Tony', 'Pickwick')
    expect(await tags('show', 'Sam/Tony')).not.toContain('Pickwick')
  })

  test('wider tags, and out of them again', async () => {
    for (const name of ['Drinks', 'Warm Drinks']) await tags('canonical', '--new', `freeform:${name}`)
    await tags('canonical', 'Tea')
    await tags('meta', 'Tea', 'Warm Drinks')
    await tags('meta', 'Warm Drinks', 'Drinks')
    expect(await fault('meta', 'Drinks', 'Tea')).toMatch(/stands under the other already.*tags unmeta/)
    expect(await tags('unmeta', 'Tea', 'Warm Drinks')).toContain('took freeform Tea out from under')
    expect(await fault('unmeta', 'Tea', 'Warm Drinks')).toContain('does not stand directly over')
  })

  test('a synonym of a new name, split off, renamed, of another kind', async () => {
    await tags('synonym', '--new', 'Hot Tea', 'Tea (Hot)')
    expect(await tags('list', 'hot tea')).toBe(
      'freeform     Hot Tea  (= Tea (Hot))\nfreeform     Tea (Hot)  (canonical)\n2 tags',
    )
    expect(await tags('split', 'Hot Tea')).toContain('split freeform Hot Tea off freeform Tea (Hot)')
    expect(await tags('rename', 'Tea (Hot)', 'Scalding Tea')).toContain(
      'renamed freeform Scalding Tea (it was Tea (Hot))',
    )
    const undo = numberIn(await tags('canonical', '--new', 'freeform:Mary'))
    await tags('undo', undo)
    expect(await tags('kind', 'Mary', 'character')).toContain('character Mary')
  })

  test('the history tells the numbers that undo takes, and an undo what stands in its way', async () => {
    const first = numberIn(await tags('canonical', '--new', 'freeform:Fog'))
    await tags('canonical', '--new', 'freeform:Mist')
    const second = numberIn(await tags('meta', 'Fog', 'Mist'))
    const said = await fault('undo', first)
    expect(said).toContain(`Change ${first} cannot be undone. Later changes stand on it.`)
    expect(said.split('\n').slice(1).map(numberIn)).toEqual([second])
    expect(await tags('undo', second)).toContain(`undid ${second}, freeform Fog`)
    await tags('undo', `#${first}`)
    expect((await tags('history', 'Fog')).split('\n')).toHaveLength(4)
    expect(await tags('history', 'Fog')).toMatch(/made freeform Fog canonical {2}\[undone by \d+\]/)
    expect(await fault('undo', first)).toContain('is undone already')
    expect(await fault('undo', '999999')).toContain('There is no change 999999')
    expect(await fault('undo', 'last')).toContain('is no number of a change')
    expect((await tags('history', '--limit', '2')).split('\n')).toHaveLength(2)
  })

  test.each([
    [['canonical', 'Nobody'], 'tags list "Nobody"'],
    [['canonical', '--new', 'Nobody'], 'Say of which kind'],
    [['canonical', '--new', 'freeform:a*b'], 'a character that no tag may have'],
    [['canonical', '--new', `freeform:${'long '.repeat(40)}`], 'at most 150 characters'],
    [['canonical', 'Explicit'], 'is so already'],
    [['synonym', 'Hot Tea', 'Sam/Tony'], 'is a tag of another kind'],
    [['synonym', 'rating:Explicit', 'rating:Mature'], 'a closed list'],
    [['synonym', 'Tea', 'Hot Tea'], 'tags canonical "freeform:Hot Tea"'],
    [['split', 'Tea'], 'is no synonym'],
    [['meta', 'Pickwick', 'Nowhere'], 'No tag is called “Nowhere”'],
    [['parent', 'Pickwick', 'Tea'], 'fandom under media'],
    [['rename', 'Tea', 'Drinks'], 'Another freeform is called “Drinks”'],
    [['rename', 'Tea', ' '], 'needs a name'],
    [['kind', 'Hot Tea', 'pairing'], 'There is no kind “pairing”'],
    [['kind', 'Hot Tea', 'character'], 'in use'],
    [['list', '--kind', 'pairing'], 'There is no kind of tag “pairing”'],
    [['list', '--state', 'odd'], 'There is no state “odd”'],
    [['list', '--limit', '0'], 'a whole number from 1'],
    [['show', 'Nobody'], 'No tag is called “Nobody”'],
  ])('a call that cannot be answered says the remedy: %j', async (words, remedy) => {
    expect(await fault(...words)).toContain(remedy)
  })

  test('lists by kind and by how a tag stands', async () => {
    expect(await tags('list', '--kind', 'character', '--state', 'synonym')).toBe(
      'character    Samivel  (= Sam Weller)\n1 tag',
    )
    expect(await tags('list', '--kind', 'rating', '--limit', '2')).toMatch(
      /2 tags, and there are more: --limit 20$/,
    )
  })
})
