import { afterAll, beforeAll, expect, test } from 'vitest'
import { togetherPages } from '../../test/browser/together-pages.ts'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'

/** Who may reach what. `reader` has all of it, `moderator` owns the archive and keeps no series. */
let world: World
let pages: ReadonlyMap<string, string>
beforeAll(async () => {
  world = await makeWorld('sample')
  pages = new Map((await togetherPages(world)).map(({ name, path }) => [name, path]))
}, 60_000)
afterAll(() => world.end())
const at = (name: string) => (): string => pages.get(name) ?? ''
const leave = at('a work to leave')
const [edit, manage] = [at('a series to edit'), at('a series to order')]
const remove = at('asked before a series is deleted')

routeCases(
  () => world,
  [
    { case: 'GET creatorships guest', path: '/users/reader/creatorships', status: 303 },
    {
      case: 'GET creatorships member',
      path: '/users/reader/creatorships',
      status: 200,
      says: ['For You', 'Accept'],
    },
    { case: 'GET creatorships owner', path: '/users/reader/creatorships', status: 404 },
    {
      case: 'POST creatorships guest',
      path: '/users/reader/creatorships',
      form: { invitation: '1' },
      status: 303,
    },
    {
      case: 'POST creatorships member',
      path: '/users/reader/creatorships',
      form: { invitation: '999', answer: 'accept' },
      status: 303,
      leads: '/users/reader/creatorships?done=over',
    },
    {
      case: 'POST creatorships owner',
      path: '/users/reader/creatorships',
      form: { invitation: '1' },
      status: 404,
    },

    { case: 'GET leaveWork guest', path: leave, status: 303 },
    {
      case: 'GET leaveWork member',
      path: leave,
      status: 200,
      says: ['Leave the whole work', 'Leave this chapter'],
    },
    { case: 'GET leaveWork owner', path: leave, status: 404 },
    { case: 'POST leaveWork guest', path: leave, form: { leave: 'work' }, status: 404 },
    { case: 'POST leaveWork owner', path: leave, form: { leave: 'work' }, status: 404 },
    {
      case: 'POST leaveWork member',
      path: leave,
      form: { leave: 'work' },
      status: 303,
      leads: '/users/reader/creatorships?done=left',
    },

    {
      case: 'GET gifts guest',
      path: '/users/reader/gifts',
      status: 200,
      says: ['For You'],
      hides: ['Refuse this gift', 'Not for You'],
    },
    { case: 'GET gifts guest', path: '/users/nobody_here/gifts', status: 404 },
    {
      case: 'GET gifts member',
      path: '/users/reader/gifts',
      status: 200,
      says: ['Refuse this gift', 'Not for You'],
    },
    { case: 'GET gifts member', path: '/users/reader/gifts?page=99', status: 200 },
    { case: 'GET gifts owner', path: '/users/reader/gifts', status: 200, hides: ['Refuse this gift'] },
    {
      case: 'POST gifts guest',
      path: '/users/reader/gifts',
      form: { work: '1', deed: 'refuse' },
      status: 303,
    },
    {
      case: 'POST gifts member',
      path: '/users/reader/gifts',
      form: { work: '999', deed: 'refuse' },
      status: 303,
      leads: '/users/reader/gifts',
    },
    {
      case: 'POST gifts owner',
      path: '/users/reader/gifts',
      form: { work: '1', deed: 'refuse' },
      status: 404,
    },
    {
      case: 'GET giftsTo guest',
      path: '/gifts?recipient=Great-Aunt%20Agatha',
      status: 200,
      says: ['A Lamp of One’s Own'],
    },
    { case: 'GET giftsTo guest', path: '/gifts', status: 404 },
    { case: 'GET giftsTo member', path: '/gifts?recipient=nobody', status: 200, says: ['No works'] },
    { case: 'GET giftsTo owner', path: '/gifts?recipient=%00', status: 404 },

    { case: 'GET relatedWorks guest', path: '/users/reader/related_works', status: 303 },
    {
      case: 'GET relatedWorks member',
      path: '/users/reader/related_works',
      status: 200,
      says: ['Let it show', 'For You'],
    },
    { case: 'GET relatedWorks owner', path: '/users/reader/related_works', status: 404 },
    {
      case: 'POST relatedWorks guest',
      path: '/users/reader/related_works',
      form: { relation: '1' },
      status: 303,
    },
    {
      case: 'POST relatedWorks member',
      path: '/users/reader/related_works',
      form: { relation: '999', deed: 'approve' },
      status: 303,
      leads: '/users/reader/related_works',
    },
    {
      case: 'POST relatedWorks owner',
      path: '/users/reader/related_works',
      form: { relation: '1' },
      status: 404,
    },

    { case: 'GET editSeries guest', path: edit, status: 303 },
    { case: 'GET editSeries member', path: edit, status: 200, says: ['Is it complete?'] },
    { case: 'GET editSeries member', path: '/series/999999/edit', status: 404 },
    { case: 'GET editSeries owner', path: edit, status: 404 },
    { case: 'POST editSeries guest', path: edit, form: { title: 'Mine' }, status: 303 },
    {
      case: 'POST editSeries member',
      path: edit,
      form: { title: '' },
      status: 422,
      says: ['A series needs a title.'],
    },
    { case: 'POST editSeries owner', path: edit, form: { title: 'Mine' }, status: 404 },
    { case: 'GET manageSeries guest', path: manage, status: 303 },
    { case: 'GET manageSeries member', path: manage, status: 200, says: ['Save the order'] },
    { case: 'GET manageSeries owner', path: manage, status: 404 },
    { case: 'POST manageSeries guest', path: manage, status: 303 },
    { case: 'POST manageSeries member', path: manage, form: { place_1: 'x' }, status: 422 },
    { case: 'POST manageSeries owner', path: manage, status: 404 },
    { case: 'GET deleteSeries guest', path: remove, status: 303 },
    { case: 'GET deleteSeries member', path: remove, status: 200, says: ['Its works stay'] },
    { case: 'GET deleteSeries owner', path: remove, status: 404 },
    { case: 'POST deleteSeries guest', path: remove, status: 303 },
    { case: 'POST deleteSeries owner', path: remove, status: 404 },
    { case: 'POST deleteSeries member', path: remove, status: 303, leads: '/users/reader/series' },
  ],
)

test('a guest is not told by any answer whether there is such a work', async () => {
  const [there, missing] = [await world.post(leave(), {}), await world.post('/works/999999/leave', {})]
  expect(there.status).toBe(missing.status)
})
