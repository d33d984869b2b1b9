import { Hono } from 'hono'
import { languageOf } from '../../core/languages.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import type { FoundTag } from '../../tags/index.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import type { Browsing } from '../browse.ts'
import { type AnswerList, hidingFrom, pathOf, searchOf } from '../list-routes.tsx'
import type { Catalogue } from '../memory/open.ts'
import { FavouriteSwitch } from '../saved/favourite-switch.tsx'
import { lookAtFavourite } from '../saved/favourites.ts'
import { favouriteSwitchFor } from '../saved/favourites-routes.tsx'
import { hideSwitchFor } from '../saved/routes.tsx'
import { WorksPage } from '../works-page.tsx'
import type { WorksListView } from '../works-view.ts'
import { autocomplete, COMPLETED_KINDS } from './autocomplete.ts'
import { completePeople } from './autocomplete-people.ts'
import { knownTag, nameAsAsked, worksOfBanned } from './known-tag.ts'
import { LanguagesPage } from './language-page.tsx'
import { languagesView } from './language-view.ts'
import { MediaPage } from './media-page.tsx'
import { mediaView, mediumView } from './media-view.ts'
import { peopleSearch } from './people-search.ts'
import { PeopleSearchPage } from './people-search-page.tsx'
import { TagMissingPage } from './tag-missing-page.tsx'
import { nearTags } from './tag-near.ts'
import { TagPage } from './tag-page.tsx'
import { tagSearch } from './tag-search.ts'
import { TagSearchPage } from './tag-search-page.tsx'
import { tagView } from './tag-view.ts'

const BRIEFLY = { 'cache-control': 'private, max-age=20', vary: 'cookie' }

/** Tags, fandoms, languages and people: finding them, and what stands under each. */
export function tagRoutes(catalogue: Catalogue, answerList: AnswerList) {
  const hiding = hidingFrom(catalogue)
  const people = async (c: Handler) => completePeople(await hiding(c), searchOf(c).get('term') ?? '')
  return new Hono<Env>()
    .get(routes.autocomplete, async (c) => {
      if (c.req.param('kind') === 'pseud') return c.json(await people(c), 200, BRIEFLY)
      const kind = COMPLETED_KINDS.find((one) => one === c.req.param('kind'))
      if (!kind) return c.notFound()
      const search = searchOf(c)
      const within = search.getAll('within').flatMap((names) => names.split(/[,，、]/))
      const offered = await autocomplete(await hiding(c), { kind, term: search.get('term') ?? '', within })
      return c.json(offered, 200, BRIEFLY)
    })

    .get(routes.media, async (c) => {
      const media = await mediaView(await hiding(c), c.req.query('q') ?? '')
      return c.html(render(<MediaPage page={c.var.page} media={media} />))
    })

    .get(routes.mediaFandoms, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const media = await mediumView(await hiding(c), name, searchOf(c))
      return media ? c.html(render(<MediaPage page={c.var.page} media={media} />)) : c.notFound()
    })

    .get(routes.languages, async (c) => {
      const view = await languagesView(await hiding(c))
      return c.html(render(<LanguagesPage page={c.var.page} view={view} />))
    })

    .get(routes.languageWorks, (c) => {
      const language = languageOf(c.req.param('code'))?.code
      if (!language) return c.notFound()
      const path = href(routes.languageWorks, { code: language })
      const page = (list: WorksListView) => <WorksPage page={c.var.page} list={list} />
      return answerList(c, {
        scope: { of: 'language', language },
        of: { list: 'language', language },
        path,
        page,
      })
    })

    .get(routes.tagSearch, async (c) => {
      const view = await tagSearch(await hiding(c), routes.tagSearch, searchOf(c))
      return c.html(render(<TagSearchPage page={c.var.page} view={view} />))
    })

    .get(routes.peopleSearch, async (c) => {
      const view = await peopleSearch(await hiding(c), routes.peopleSearch, searchOf(c))
      return c.html(render(<PeopleSearchPage page={c.var.page} view={view} />))
    })

    .get(routes.tag, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const found = await knownTag(c.var.deps.db, c.var.actor, name)
      if (!found) return tagMissing(c, await hiding(c), name)
      const tag = await tagView(await hiding(c), found, nameAsAsked(name, found))
      const hide = await hideSwitchFor(c, tag.kind === 'media' ? [] : [{ at: pathOf(c), name: null }])
      const favourite = await favouriteSwitchFor(c, found)
      return c.html(render(<TagPage page={c.var.page} tag={tag} hide={hide} favourite={favourite} />))
    })

    .get(routes.tagWorks, async (c) => {
      const written = nameFromPart(c.req.param('name'))
      const tag = await knownTag(c.var.deps.db, c.var.actor, written)
      // A medium has fandoms, and these have works.
      if (tag?.kind === 'media')
        return c.redirect(href(routes.mediaFandoms, { name: tag.synonymOf?.name ?? tag.name }), 303)
      const of = tag && worksOf(tag, nameAsAsked(written, tag))
      return of ? tagWorks(c, answerList, tag, of) : tagMissing(c, await hiding(c), written)
    })
}

const worksOf = ({ kind, name: own, synonymOf }: FoundTag, name: string) =>
  kind === 'media'
    ? undefined
    : {
        ...{ list: 'tag' as const, tag: { kind, name: own, page: synonymOf?.name ?? own } },
        ...{ about: href(routes.tag, { name }), path: href(routes.tagWorks, { name }) },
      }

/** What is new among a favourite's works is counted from this look on. */
async function tagWorks(
  c: Handler,
  answerList: AnswerList,
  tag: FoundTag,
  { path, ...of }: NonNullable<ReturnType<typeof worksOf>>,
) {
  const { deps, actor } = c.var
  if (actor.type === 'member') await lookAtFavourite(deps.db, actor, tag, deps.now())
  const favourite = await favouriteSwitchFor(c, tag)
  const page = (list: WorksListView) => (
    <WorksPage page={c.var.page} list={list}>
      <FavouriteSwitch favourite={favourite} />
    </WorksPage>
  )
  const only = tag.banned ? { only: await worksOfBanned(deps.db, tag.id) } : {}
  return answerList(c, { scope: { of: 'tag', tag, ...only }, of, path, page })
}

function tagMissing(c: Handler, browsing: Browsing, name: string) {
  const near = nearTags(browsing, name)
  return c.html(render(<TagMissingPage page={c.var.page} name={name} near={near} />), 404)
}
