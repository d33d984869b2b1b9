import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docx, line, para, run, styled } from '../../test/documents/docx-made.ts'
import { sendDocuments } from '../../test/documents/sending.ts'
import { type Listening, listen } from '../../test/listen.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
let at: Listening
beforeAll(async () => {
  world = await makeWorld()
  at = await listen(world)
  await world.person('ann', 'owner')
  await world.person('ben')
})
afterAll(async () => {
  await at.close()
  await world.end()
})

const VOYAGE = docx({
  core: 'The Voyage',
  body: [
    styled('Title', 'The Voyage'),
    styled('Heading1', 'Chapter 1: Out'),
    para(run('It was a ') + run('bright', '<w:i/>') + run(' morning.')),
    line('They sailed at noon.'),
    styled('Heading1', 'Chapter 2: Home'),
    line('They came home at last.'),
  ].join(''),
})

/** Sends it and answers with the path of the page it led to. */
async function read(
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  fields: Record<string, string> = {},
  as = 'ann',
): Promise<string> {
  const answer = await sendDocuments(at, { world, as, files, fields })
  const path = answer.headers.get('location') ?? ''
  if (answer.status !== 303) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 3000)}`)
  return path
}

describe('a document that is uploaded', () => {
  test('is shown chapter by chapter, and becomes a draft that only its writer sees', async () => {
    const path = await read({ 'voyage.docx': VOYAGE })
    const page = await (await world.get(path, 'ann')).text()
    expect(page).toContain('value="The Voyage"')
    expect(page).toMatch(/value="Out"[\s\S]*It was a bright morning\.[\s\S]*value="Home"/)
    const made = await world.post(path, { deed: 'make', title: 'The Voyage', language: 'en' }, 'ann')
    expect(made.status).toBe(303)
    const id = /^\/works\/(\d+)\/edit$/.exec(made.headers.get('location') ?? '')?.[1]
    expect(id).toBeDefined()
    const work = await (await world.get(`/works/${id}?view_full_work=true`, 'ann')).text()
    expect(work).toContain('<em>bright</em> morning')
    expect(work).toContain('They came home at last.')
    expect((await world.get(`/works/${id}`, 'ben')).status).toBe(404)
    expect((await world.get(`/works/${id}`)).status).toBe(404)
  })
})
