import { expect } from 'vitest'
import type { World } from '../../../test/world.ts'

/** Asked for as a page's form does; the address of its page. */
export async function askedFrom(
  world: World,
  series: number,
  as: string | null,
  form: Record<string, string> = {},
): Promise<string> {
  const whole = { of: 'series', which: String(series), as: 'epub-zip', path: `/series/${series}`, ...form }
  const answer = await world.post('/downloads/bundles', whole, as)
  expect(answer.status, await answer.clone().text()).toBe(303)
  return answer.headers.get('location') ?? ''
}

export async function fetchedFrom(
  world: World,
  page: string,
  as: string | null,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const text = await (await world.get(page, as)).text()
  const [, path = ''] = /href="(\/downloads\/bundles\/[^"]+)" download/.exec(text) ?? []
  const answer = await world.get(path, as)
  expect([path, answer.status]).toEqual([path, 200])
  return {
    name: answer.headers.get('content-disposition') ?? '',
    bytes: Buffer.from(await answer.arrayBuffer()),
  }
}
