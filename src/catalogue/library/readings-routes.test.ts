import { afterAll, beforeAll } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
const at: Record<string, number> = {}
const work = (title: string): number => at[title] ?? 0
const HISTORY = '/users/reader/readings'

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  for (const title of ['Opened Once', 'Wanted'])
    at[title] = await world.work(writer, { title, additionalTags: [`Of ${title}`] })
  at['Of the Reader'] = await world.work(await world.known('reader'), { title: 'Of the Reader' })
  at['Still a Draft'] = await world.work(writer, { title: 'Still a Draft' }, 'draft')
  await world.post(`/works/${work('Wanted')}/reading`, { state: 'later' }, 'reader')
  await world.get(`/works/${work('Opened Once')}`, 'reader')
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    { case: 'GET readings guest', path: HISTORY, status: 303 },
    {
      case: 'GET readings member',
      path: HISTORY,
      status: 200,
      says: ['Opened Once', 'Wanted', 'visited once', '/users/reader/readings.atom'],
    },
    { case: 'GET readings owner', path: HISTORY, status: 404, hides: ['Opened Once'] },
    {
      case: 'GET readings member',
      path: `${HISTORY}?show=to-read`,
      status: 303,
      leads: `${HISTORY}/later`,
    },
    { case: 'GET readings member', path: `${HISTORY}?facet=freeform`, status: 200, says: ['Of Wanted'] },
    {
      case: 'GET readings member',
      path: `${HISTORY}?q=&page=99&sort=price&order=up`,
      status: 200,
      says: ['Wanted'],
    },
    { case: 'GET readingList guest', path: `${HISTORY}/later`, status: 303 },
    {
      case: 'GET readingList member',
      path: `${HISTORY}/later`,
      status: 200,
      says: ['Wanted'],
      hides: ['Opened Once'],
    },
    {
      case: 'GET readingList member',
      path: `${HISTORY}/dropped`,
      status: 200,
      says: ['Nothing is marked so'],
    },
    { case: 'GET readingList owner', path: `${HISTORY}/later`, status: 404, hides: ['Wanted'] },
    { case: 'POST readings guest', path: HISTORY, form: { entry: '1' }, status: 303 },
    { case: 'POST readings member', path: HISTORY, form: { entry: '2147483647' }, status: 404 },
    { case: 'POST readings member', path: HISTORY, form: { entry: 'all' }, status: 404 },
    { case: 'POST readings owner', path: '/users/moderator/readings', form: { entry: '1' }, status: 404 },
    { case: 'GET clearReadings guest', path: `${HISTORY}/confirm_delete`, status: 303 },
    {
      case: 'GET clearReadings member',
      path: `${HISTORY}/confirm_delete`,
      status: 200,
      says: ['Delete your whole history?'],
    },
    { case: 'GET clearReadings owner', path: `${HISTORY}/confirm_delete`, status: 404 },
    { case: 'POST clearReadings guest', path: `${HISTORY}/confirm_delete`, form: {}, status: 303 },
    { case: 'POST clearReadings owner', path: `${HISTORY}/confirm_delete`, form: {}, status: 404 },
    {
      case: 'POST clearReadings member',
      path: '/users/writer/readings/confirm_delete',
      form: {},
      status: 404,
    },
    { case: 'GET reading guest', path: () => `/works/${work('Wanted')}/reading`, status: 303 },
    {
      case: 'GET reading member',
      path: () => `/works/${work('Wanted')}/reading`,
      status: 200,
      says: ['Note to yourself', 'Wanted'],
    },
    {
      case: 'GET reading owner',
      path: () => `/works/${work('Wanted')}/reading`,
      status: 200,
      hides: ['Remove from your history'],
    },
    { case: 'GET reading member', path: () => `/works/${work('Of the Reader')}/reading`, status: 404 },
    {
      case: 'GET reading member',
      path: () => `/works/${work('Still a Draft')}/reading`,
      status: 404,
      hides: ['Still a Draft'],
    },
    {
      case: 'POST reading guest',
      path: () => `/works/${work('Wanted')}/reading`,
      form: { state: 'read' },
      status: 303,
    },
    {
      case: 'POST reading member',
      path: () => `/works/${work('Still a Draft')}/reading`,
      form: { state: 'read' },
      status: 404,
    },
    {
      case: 'POST reading member',
      path: () => `/works/${work('Of the Reader')}/reading`,
      form: { state: 'read' },
      status: 404,
    },
    { case: 'POST reading member', path: '/works/999999/reading', form: { state: 'read' }, status: 404 },
    {
      case: 'POST reading owner',
      path: () => `/works/${work('Wanted')}/reading`,
      form: { deed: 'forget' },
      status: 404,
    },
    {
      case: 'POST reading member',
      path: () => `/works/${work('Wanted')}/reading`,
      form: { state: 'read', note: `Too long ${'x'.repeat(5000)}` },
      status: 422,
      says: ['at most 5,000', 'Too long xx'],
    },
    {
      case: 'POST reading member',
      path: () => `/works/${work('Wanted')}/reading`,
      form: { state: 'later', back: '//evil.example' },
      status: 303,
      leads: '/',
    },
  ],
)
