import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeWorld, type World } from '../../test/world.ts'
import { readConfig } from '../core/config.ts'
import { href, routes } from '../routes.ts'
import { tagCommands } from './tags.ts'
import type { Tools } from './tools.ts'

/** What `bin/palimpsest tags` does, as the site's pages show it at once. */
let world: World
let tools: Tools
beforeAll(async () => {
  world = await makeWorld('sample')
  tools = { db: world.db, config: readConfig({}), now: () => new Date() }
})
afterAll(() => world.end())

/** Answers with what was printed, or with the fault's message. */
async function tags(...words: string[]): Promise<string> {
  const out: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line))
  const under = new Command('palimpsest').command('tags')
  tagCommands(under, async (command) => void (await command(tools)))
  await under.parseAsync(words, { from: 'user' }).catch((fault: Error) => out.push(fault.message))
  return out.join('\n')
}
const page = async (path: string, who: string | null = null) => (await world.get(path, who)).text()
const numberIn = (line: string): string => /^\s*(\d+) /.exec(line)?.[1] ?? ''

describe('[T-017] a canonical medium stands on the front page and on the fandoms page', () => {
  const shelf = (name: string): string => href(routes.mediaFandoms, { name })
  const shown = async (name: string): Promise<boolean[]> => [
    ...(await Promise.all(
      ['/', '/media'].map(async (path) => (await page(path)).includes(`"${shelf(name)}"`)),
    )),
    (await world.get(shelf(name))).status === 200,
    (await world.get(`${shelf(name)}.atom`)).status === 200,
    (await world.get(`/tags/${encodeURIComponent(name)}`)).status === 200,
  ]
  const EVERYWHERE = [true, true, true, true, true]
  const NOWHERE = [false, false, false, false, false]

  test('as soon as it is made, and no longer when that is undone', async () => {
    expect(await shown('Radio Plays')).toEqual(NOWHERE)
    const made = numberIn(await tags('canonical', '--new', 'media:Radio Plays'))
    expect(await shown('Radio Plays')).toEqual(EVERYWHERE)
    await tags('undo', made)
    expect(await shown('Radio Plays')).toEqual(NOWHERE)
  })

  test('as soon as a tag of another kind becomes one', async () => {
    const made = numberIn(await tags('canonical', '--new', 'freeform:Puppetry'))
    await tags('undo', made)
    await tags('kind', 'Puppetry', 'media')
    expect(await shown('Puppetry')).toEqual(NOWHERE)
    await tags('canonical', 'media:Puppetry')
    expect(await shown('Puppetry')).toEqual(EVERYWHERE)
  })

  test('under its new name as soon as it is renamed', async () => {
    await tags('rename', 'media:Puppetry', 'Puppet Theatre')
    expect(await shown('Puppetry')).toEqual(NOWHERE)
    expect(await shown('Puppet Theatre')).toEqual(EVERYWHERE)
  })

  test('no longer when it becomes a synonym: its fandoms stand under what it means, and its own page says which', async () => {
    await tags('canonical', '--new', 'media:Stage')
    await tags('parent', 'fandom:Hamlet - Shakespeare', 'media:Puppet Theatre')
    await tags('synonym', 'media:Puppet Theatre', 'media:Stage')
    expect(await shown('Puppet Theatre')).toEqual([false, false, false, false, true])
    expect(await page('/tags/Puppet Theatre')).toContain('Filed under')
    expect(await page(shelf('Stage'))).toContain('Hamlet - Shakespeare')
  })

  test('and only the owner may make or convert one', async () => {
    await world.pool.query("update people set role = 'member' where role = 'owner'")
    expect(await tags('canonical', '--new', 'media:Comics of Mine')).toMatch(/owner/)
    await world.pool.query("update people set role = 'owner' where name = 'moderator'")
    expect(await shown('Comics of Mine')).toEqual(NOWHERE)
  })
})

describe('[T-011] names that differ', () => {
  test.each([
    ['by capitals alone', 'Slow Burn', 'SLOW burn'],
    ['by spaces alone', 'Slow Burn', '  Slow   Burn '],
    ['by how an accent is written', 'Café Noir', 'Cafe\u0301 Noir'],
    ['by capitals of another alphabet', 'Ёлка', 'ёЛКА'],
  ])('%s are one: no synonym can be made of it, and no second tag', async (_how, name, other) => {
    await tags('canonical', '--new', `freeform:${name}`)
    const said = await tags('synonym', '--new', `freeform:${other}`, `freeform:${name}`)
    expect(said).toContain('are one tag: names differ by more than capitals and spaces')
    expect(said).toContain('nothing was changed')
    expect(await tags('canonical', '--new', `freeform:${other}`)).toContain('is so already')
    const { rows } = await world.pool.query(
      "select name from tags where kind = 'freeform' and name_key = $1",
      [name.toLowerCase()],
    )
    expect(rows).toEqual([{ name }])
  })

  test('by accents are two here: one can be the other’s synonym, and is found under it', async () => {
    await tags('canonical', '--new', 'freeform:Coffee at the Café')
    await world.work(await world.known('writer'), {
      title: 'Two Cups',
      additionalTags: ['Coffee at the Cafe'],
    })
    await tags('synonym', 'freeform:Coffee at the Cafe', 'freeform:Coffee at the Café')
    expect(await page('/tags/Coffee at the Café/works')).toContain('Two Cups')
  })

  test('by kind alone are two, each under its plain name, and neither can be the other’s synonym', async () => {
    for (const kind of ['freeform', 'character', 'fandom'])
      await tags('canonical', '--new', `${kind}:Emmeline`)
    expect(await tags('list', 'emmeline')).toBe(
      'character    Emmeline  (canonical)\nfandom       Emmeline  (canonical)\nfreeform     Emmeline  (canonical)\n3 tags',
    )
    expect(await tags('synonym', 'freeform:Emmeline', 'character:emmeline')).toContain(
      'a tag of another kind',
    )
    expect(await tags('kind', 'freeform:Emmeline', 'character')).toContain('is canonical')
    for (const kind of ['freeform', 'character', 'fandom'])
      expect((await world.get(`/tags/${kind}:Emmeline`)).status).toBe(200)
  })
})
