import { afterAll, beforeAll } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { idOf } from '../../../test/sample.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
let work = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  work = await idOf(world, 'The Umbrella Stand')
})
afterAll(() => world.end())

const SAVE = { deed: 'save', query: 'language=en&tag=Fluff', back: '/works?tag=Fluff' }

routeCases(
  () => world,
  [
    {
      case: 'GET filters guest',
      path: '/settings/filters',
      status: 200,
      says: ['No filter is saved yet', 'noindex'],
    },
    { case: 'GET filters member', path: '/settings/filters', status: 303, leads: '/users/reader/filters' },
    { case: 'GET filters owner', path: '/settings/filters', status: 303, leads: '/users/moderator/filters' },
    {
      case: 'GET ownFilters guest',
      path: '/users/reader/filters',
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Ffilters',
    },
    {
      case: 'POST filters guest',
      path: '/settings/filters',
      form: { ...SAVE, name: 'a guest’s' },
      status: 303,
      leads: SAVE.back,
    },
    {
      case: 'POST filters member',
      path: '/settings/filters',
      form: { ...SAVE, name: 'mine' },
      status: 303,
      leads: SAVE.back,
    },
    {
      case: 'POST filters member',
      path: '/settings/filters',
      form: { ...SAVE, name: 'MINE', usual: 'on' },
      status: 422,
      says: [
        'You have a filter of this name already',
        'value="MINE"',
        'value="language=en&amp;tag=Fluff"',
        /name="usual"[^>]* checked/,
      ],
    },
    {
      case: 'POST filters member',
      path: '/settings/filters',
      form: { ...SAVE, name: '  ' },
      status: 422,
      says: ['Give the filter a name'],
    },
    {
      case: 'POST filters member',
      path: '/settings/filters',
      form: { deed: 'save', name: 'x', query: 'page=3' },
      status: 422,
      says: ['No filter is set'],
    },
    {
      case: 'POST filters member',
      path: '/settings/filters',
      form: { deed: 'remove', id: '999999' },
      status: 404,
    },
    { case: 'POST filters member', path: '/settings/filters', form: { deed: 'dance', id: '1' }, status: 404 },
    { case: 'POST filters member', path: '/settings/filters', form: {}, status: 404 },
    { case: 'POST filters guest', path: '/settings/filters', form: { deed: 'take' }, status: 404 },
    { case: 'POST filters owner', path: '/settings/filters', form: { ...SAVE, name: 'mine' }, status: 303 },
    {
      case: 'GET ownFilters member',
      path: '/users/reader/filters',
      status: 200,
      says: ['mine', 'href="/works?language=en&amp;tag=Fluff"', 'noindex'],
    },
    { case: 'GET ownFilters member', path: '/users/writer/filters', status: 404 },
    { case: 'GET ownFilters owner', path: '/users/reader/filters', status: 404, hides: ['mine'] },
    { case: 'GET ownFilters owner', path: '/users/moderator/filters', status: 200, says: ['mine'] },

    {
      case: 'GET hidden guest',
      path: '/settings/hidden',
      status: 200,
      says: ['You hide nothing', 'noindex'],
    },
    {
      case: 'GET hidden guest',
      path: () => `/settings/hidden?work=${work}&back=/works`,
      status: 200,
      says: ['The Umbrella Stand', 'value="/tags/fandom%3A'],
    },
    { case: 'GET hidden guest', path: '/settings/hidden?work=999999&of=nothing', status: 200 },
    {
      case: 'GET hidden member',
      path: '/settings/hidden?work=3',
      status: 303,
      leads: '/users/reader/hidden?work=3',
    },
    { case: 'GET hidden owner', path: '/settings/hidden', status: 303, leads: '/users/moderator/hidden' },
    {
      case: 'GET ownHidden guest',
      path: '/users/reader/hidden',
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Fhidden',
    },
    {
      case: 'POST hidden guest',
      path: '/settings/hidden',
      form: { hide: '/tags/Fluff', back: '/works' },
      status: 303,
      leads: '/works',
    },
    {
      case: 'POST hidden member',
      path: '/settings/hidden',
      form: { hide: '/users/mrs_hudson_rents', back: '/works' },
      status: 303,
      leads: '/works',
    },
    {
      case: 'POST hidden member',
      path: '/settings/hidden',
      form: { hide: '/users/reader' },
      status: 422,
      says: ['You cannot hide yourself'],
    },
    {
      case: 'POST hidden member',
      path: '/settings/hidden',
      form: { hide: '/users/reader@example.org' },
      status: 404,
    },
    { case: 'POST hidden member', path: '/settings/hidden', form: { hide: '/tags/%E0%A4%A' }, status: 404 },
    { case: 'POST hidden member', path: '/settings/hidden', form: { hide: '/about' }, status: 404 },
    { case: 'POST hidden member', path: '/settings/hidden', form: { show: 'everything 1' }, status: 404 },
    {
      case: 'POST hidden owner',
      path: '/settings/hidden',
      form: { hide: '/tags/Fluff', back: 'https://evil.example' },
      status: 303,
      leads: '/',
    },
    {
      case: 'GET ownHidden member',
      path: '/users/reader/hidden',
      status: 200,
      says: ['mrs_hudson_rents', 'noindex'],
      hides: ['Fluff'],
    },
    { case: 'GET ownHidden member', path: '/users/moderator/hidden', status: 404 },
    {
      case: 'GET ownHidden owner',
      path: '/users/moderator/hidden?of=tags',
      status: 200,
      says: ['Fluff'],
      hides: ['mrs_hudson_rents'],
    },
  ],
)
