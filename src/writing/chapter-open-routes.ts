import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseChapterId, parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { t } from '../web/say.ts'
import { type OwnChapters, ownChapter, ownChapters, type StoredChapter } from '../works/index.ts'

export interface OpenChapter {
  readonly actor: Member
  readonly work: OwnChapters
  /** Null: a new one. */
  readonly chapter: StoredChapter | null
}

/** Pages of a work's chapters, for those who write it: guests log in first, and who is suspended is told until when. */
export async function atWork(
  c: Handler,
  answer: (work: OwnChapters, actor: Member) => Response | Promise<Response>,
): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  await refuseSuspended(deps, actor)
  const id = parseWorkId(c.req.param('workId') ?? '')
  return answer(theirs(id ? await ownChapters(deps.db, actor, id) : 'no-such-work'), actor)
}

type Existing = OpenChapter & { readonly chapter: StoredChapter }

/** The same of one chapter. */
export async function atChapter(
  c: Handler,
  answer: (own: Existing) => Response | Promise<Response>,
): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  await refuseSuspended(deps, actor)
  const [id, chapterId] = [
    parseWorkId(c.req.param('workId') ?? ''),
    parseChapterId(c.req.param('chapterId') ?? ''),
  ]
  const own = theirs(id && chapterId ? await ownChapter(deps.db, actor, id, chapterId) : 'no-such-work')
  return answer({ actor, ...own })
}

function theirs<T>(found: T | 'no-such-work' | 'not-yours'): T {
  if (found === 'no-such-work') throw new Refused(404)
  if (found === 'not-yours') throw new Refused(403, t('Only those who wrote it can change a work.'))
  return found
}
