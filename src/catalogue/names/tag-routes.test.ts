import { afterAll, beforeAll } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import { href, routes } from '../../routes.ts'

/** The ways to tags, fandoms, languages and people; routes.test.ts has the lists themselves. */
let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
  const closed = { fandoms: ['A Fandom Nobody May See'], additionalTags: ['A Hidden Thought'] }
  await world.work(await world.known('writer'), { ...closed, title: 'Closed', audience: 'members' })
  await world.work(await world.known('reader'), { title: 'A Copy Kept', creators: ['far_away'] }, 'kept')
})
afterAll(() => world.end())

const shelf = (name: string): string => href(routes.mediaFandoms, { name })
const HOLMES = 'Sherlock Holmes - Arthur Conan Doyle'

routeCases(
  () => world,
  [
    {
      case: 'GET mediaFandoms guest',
      path: () => shelf('Books & Literature'),
      status: 200,
      says: [HOLMES],
      hides: ['A Fandom Nobody May See'],
    },
    { case: 'GET mediaFandoms guest', path: () => shelf('No Such Shelf'), status: 404 },
    { case: 'GET mediaFandoms guest', path: () => shelf(HOLMES), status: 404 },
    {
      case: 'GET mediaFandoms member',
      path: () => shelf('Uncategorized Fandoms'),
      status: 200,
      says: ['A Fandom Nobody May See'],
    },
    { case: 'GET mediaFandoms owner', path: () => `${shelf('Books & Literature')}?q=holmes`, status: 200 },
    {
      case: 'GET autocomplete guest',
      path: '/autocomplete/fandom?term=holm',
      status: 200,
      says: [HOLMES],
    },
    { case: 'GET autocomplete guest', path: '/autocomplete/media?term=boo', status: 404 },
    { case: 'GET autocomplete guest', path: '/autocomplete/tag?term=hidden', status: 200, says: ['[]'] },
    {
      case: 'GET autocomplete member',
      path: '/autocomplete/tag?term=hidden',
      status: 200,
      says: ['A Hidden Thought'],
    },
    { case: 'GET autocomplete owner', path: '/autocomplete/tag?term=', status: 200, says: ['[]'] },
    { case: 'GET tagSearch guest', path: '/tags/search', status: 200, says: ['name="fandoms"'] },
    {
      case: 'GET tagSearch guest',
      path: '/tags/search?name=hidden',
      status: 200,
      says: ['No tags found'],
      hides: ['A Hidden Thought'],
    },
    {
      case: 'GET tagSearch member',
      path: '/tags/search?name=thou+hid',
      status: 200,
      says: ['A Hidden Thought', '1 tag found'],
    },
    { case: 'GET tagSearch owner', path: '/tags/search?name=holmes', status: 200, says: [HOLMES] },
    { case: 'GET peopleSearch guest', path: '/people/search', status: 200, says: ['name="any"'] },
    {
      case: 'GET peopleSearch guest',
      path: '/people/search?name=far_away',
      status: 200,
      says: ['Nobody found'],
      hides: ['/creators/far_away'],
    },
    {
      case: 'GET peopleSearch member',
      path: '/people/search?name=far_away',
      status: 200,
      says: ['/creators/far_away'],
    },
    {
      case: 'GET peopleSearch owner',
      path: '/people/search?any=writer',
      status: 200,
      says: ['/users/writer'],
    },
    { case: 'GET languages guest', path: '/languages', status: 200, says: ['/languages/en/works'] },
    { case: 'GET languages member', path: '/languages', status: 200 },
    { case: 'GET languages owner', path: '/languages', status: 200 },
    {
      case: 'GET languageWorks guest',
      path: '/languages/en/works?tag=Fluff',
      status: 200,
      says: ['English', 'action="/languages/en/works"'],
    },
    { case: 'GET languageWorks guest', path: '/languages/tlh/works', status: 404 },
    { case: 'GET languageWorks member', path: '/languages/ar/works', status: 200 },
    { case: 'GET languageWorks owner', path: '/languages/en/works', status: 200 },
  ],
)
