import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../test/sample.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person('writer')
  await world.person('mod', 'moderator')
})
afterAll(() => world.end())

const SAYS = 'There are no letters here to print works in'
const pageFor = async (who: string): Promise<string> => plain(await (await world.get('/admin', who)).text())

test('the keepers read which languages of works are without a PDF, and the command for it', async () => {
  const writer = await world.known('writer')
  expect(await pageFor('mod')).not.toContain(SAYS)
  await world.work(writer, { language: 'en' })
  expect(await pageFor('mod')).not.toContain(SAYS)
  const korean = await world.work(writer, { language: 'ko' })
  const menu = await (await world.get(`/works/${korean}`)).text()
  if (!menu.includes('no letters to print this work')) return expect(await pageFor('mod')).not.toContain(SAYS)
  expect(await pageFor('mod')).toContain(`${SAYS} 한국어: no PDF`)
  return expect(await pageFor('mod')).toContain('bin/palimpsest fonts')
})

test('a language of copies that somebody keeps for themselves, and of drafts, is not betrayed', async () => {
  const writer = await world.known('writer')
  await world.work(writer, { language: 'ja' }, 'kept')
  await world.work(writer, { language: 'zh' }, 'draft')
  const said = await pageFor('mod')
  expect(said).not.toContain('日本語')
  expect(said).not.toContain('普通话')
})
