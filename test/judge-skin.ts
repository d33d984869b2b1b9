import type { World } from './world.ts'

/** A moderator looks at a skin's page and decides, as its form would. */
export async function judgeSkin(
  world: World,
  id: number | string,
  deed: 'approve' | 'decline' | 'withdraw',
  as: string,
): Promise<Response> {
  const path = `/admin/skins/${id}`
  const page = await (await world.get(path, as)).text()
  const seen = /name="seen" value="([0-9a-f]+)"/.exec(page)?.[1] ?? ''
  return world.post(path, { deed, seen, reason: 'Because of the archive’s rules.' }, as)
}
