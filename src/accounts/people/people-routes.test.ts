import { afterAll, beforeAll } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const back = (path: string) => `/users/login?back=${encodeURIComponent(path)}`

routeCases(
  () => world,
  [
    {
      case: 'GET profile guest',
      path: '/users/writer/profile',
      status: 200,
      hides: ['writer@example.org', 'Edit profile', 'Mute'],
    },
    { case: 'GET profile guest', path: '/users/nobody_here/profile', status: 404 },
    {
      case: 'GET profile member',
      path: '/users/reader/profile',
      status: 200,
      says: ['Edit profile'],
      hides: ['Mute'],
    },
    {
      case: 'GET profile member',
      path: '/users/writer/profile',
      status: 200,
      says: ['Mute', 'Block'],
      hides: ['Edit profile'],
    },
    { case: 'GET profile owner', path: '/users/writer/profile', status: 200 },

    {
      case: 'GET profileEdit guest',
      path: '/users/reader/profile/edit',
      status: 303,
      leads: back('/users/reader/profile/edit'),
    },
    {
      case: 'GET profileEdit member',
      path: '/users/READER/profile/edit',
      status: 200,
      says: ['name="text"', 'noindex'],
    },
    { case: 'GET profileEdit member', path: '/users/writer/profile/edit', status: 404 },
    { case: 'GET profileEdit owner', path: '/users/reader/profile/edit', status: 404 },
    {
      case: 'POST profileEdit guest',
      path: '/users/reader/profile/edit',
      form: { title: 'x' },
      status: 303,
      leads: back('/users/reader/profile/edit'),
    },
    {
      case: 'POST profileEdit member',
      path: '/users/writer/profile/edit',
      form: { title: 'x' },
      status: 404,
    },
    {
      case: 'POST profileEdit member',
      path: '/users/reader/profile/edit',
      form: { title: 'Here' },
      status: 303,
      leads: '/users/reader/profile?done=saved',
    },
    {
      case: 'POST profileEdit member',
      path: '/users/reader/profile/edit',
      form: { title: 'y'.repeat(256), text: 'What I had typed' },
      status: 422,
      says: ['at most 255', 'What I had typed', 'aria-describedby="f-title-fault"'],
    },
    { case: 'POST profileEdit owner', path: '/users/reader/profile/edit', form: { title: 'x' }, status: 404 },

    {
      case: 'GET preferences guest',
      path: '/users/reader/preferences',
      status: 303,
      leads: back('/users/reader/preferences'),
    },
    {
      case: 'GET preferences member',
      path: '/users/reader/preferences',
      status: 200,
      says: ['noindex', 'name="titleFormat"'],
    },
    { case: 'GET preferences member', path: '/users/writer/preferences', status: 404 },
    { case: 'GET preferences owner', path: '/users/reader/preferences', status: 404 },
    { case: 'POST preferences guest', path: '/users/reader/preferences', status: 303 },
    {
      case: 'POST preferences member',
      path: '/users/reader/preferences',
      form: { timeZone: 'UTC' },
      status: 303,
      leads: '/users/reader/preferences?done=saved',
    },
    {
      case: 'POST preferences member',
      path: '/users/reader/preferences',
      form: { timeZone: 'Moon/Crater', adult: 'on' },
      status: 422,
      says: ['does not know that time zone', /name="adult"[^>]* checked/],
    },
    {
      case: 'POST preferences member',
      path: '/users/reader/preferences',
      form: { language: 'tlh' },
      status: 422,
    },
    {
      case: 'POST preferences member',
      path: '/users/reader/preferences',
      form: { titleFormat: 'T'.repeat(300) },
      status: 422,
      says: ['T'.repeat(300)],
    },
    {
      case: 'POST preferences member',
      path: '/users/writer/preferences',
      form: { adult: 'on' },
      status: 404,
    },
    { case: 'POST preferences owner', path: '/users/reader/preferences', form: { adult: 'on' }, status: 404 },

    {
      case: 'GET blocked guest',
      path: '/users/reader/blocked/users',
      status: 303,
      leads: back('/users/reader/blocked/users'),
    },
    {
      case: 'GET blocked member',
      path: '/users/reader/blocked/users',
      status: 200,
      says: ['noindex', 'You block nobody'],
    },
    { case: 'GET blocked member', path: '/users/writer/blocked/users', status: 404 },
    {
      case: 'GET blocked owner',
      path: '/users/reader/blocked/users',
      status: 200,
      says: ['as a moderator'],
      hides: ['name="remove"', 'name="blocked_id"'],
    },
    { case: 'GET blocked owner', path: '/users/nobody_here/blocked/users', status: 404 },
    {
      case: 'POST blocked guest',
      path: '/users/reader/blocked/users',
      form: { add: 'writer' },
      status: 303,
      leads: back('/users/reader/blocked/users'),
    },
    {
      case: 'POST blocked member',
      path: '/users/reader/blocked/users',
      form: { add: 'mrs_hudson_rents' },
      status: 303,
      leads: '/users/reader/blocked/users?done=block',
    },
    {
      case: 'POST blocked member',
      path: '/users/reader/blocked/users',
      form: { remove: 'mrs_hudson_rents', back: '//evil.example' },
      status: 303,
      leads: '/',
    },
    {
      case: 'POST blocked member',
      path: '/users/reader/blocked/users',
      form: { add: 'no one' },
      status: 422,
      says: ['Nobody here has that name', 'value="no one"'],
    },
    { case: 'POST blocked member', path: '/users/reader/blocked/users', form: {}, status: 422 },
    {
      case: 'POST blocked member',
      path: '/users/writer/blocked/users',
      form: { add: 'mrs_hudson_rents' },
      status: 404,
    },
    {
      case: 'POST blocked owner',
      path: '/users/reader/blocked/users',
      form: { remove: 'writer' },
      status: 403,
    },

    {
      case: 'GET blockPerson guest',
      path: '/users/reader/blocked/users/confirm_block?blocked_id=writer',
      status: 303,
    },
    {
      case: 'GET blockPerson member',
      path: '/users/reader/blocked/users/confirm_block?blocked_id=Writer',
      status: 200,
      says: ['Block writer?', 'value="writer"'],
    },
    {
      case: 'GET blockPerson member',
      path: '/users/writer/blocked/users/confirm_block?blocked_id=reader',
      status: 404,
    },
    {
      case: 'GET blockPerson owner',
      path: '/users/reader/blocked/users/confirm_block?blocked_id=writer',
      status: 404,
    },

    {
      case: 'GET muted guest',
      path: '/users/reader/muted/users',
      status: 303,
      leads: back('/users/reader/muted/users'),
    },
    { case: 'GET muted member', path: '/users/reader/muted/users?page=-3', status: 200 },
    { case: 'GET muted member', path: '/users/writer/muted/users', status: 404 },
    {
      case: 'GET muted owner',
      path: '/users/reader/muted/users?page=99',
      status: 200,
      says: ['as a moderator'],
    },
    { case: 'POST muted guest', path: '/users/reader/muted/users', form: { add: 'writer' }, status: 303 },
    {
      case: 'POST muted member',
      path: '/users/reader/muted/users',
      form: { add: 'mrs_hudson_rents' },
      status: 303,
      leads: '/users/reader/muted/users?done=mute',
    },
    {
      case: 'POST muted member',
      path: '/users/reader/muted/users',
      form: { remove: 'mrs_hudson_rents' },
      status: 303,
      leads: '/users/reader/muted/users?done=unmute',
    },
    { case: 'POST muted owner', path: '/users/reader/muted/users', form: { remove: 'writer' }, status: 403 },
    {
      case: 'GET mutePerson guest',
      path: '/users/reader/muted/users/confirm_mute?muted_id=writer',
      status: 303,
    },
    {
      case: 'GET mutePerson member',
      path: '/users/reader/muted/users/confirm_mute?muted_id=writer',
      status: 200,
      says: ['Mute writer?'],
    },
    {
      case: 'GET mutePerson owner',
      path: '/users/moderator/muted/users/confirm_mute?muted_id=writer',
      status: 200,
    },

    {
      case: 'GET userSeries guest',
      path: '/users/mrs_hudson_rents/series',
      status: 200,
      says: ['Rooms to Let'],
    },
    { case: 'GET userSeries guest', path: '/users/nobody_here/series', status: 404 },
    {
      case: 'GET userSeries member',
      path: '/users/mrs_hudson_rents/series?page=99',
      status: 200,
      says: ['Rooms to Let'],
    },
    ...['1e9', '99999999999999999999', 'Infinity', '-1'].map((page) => ({
      case: 'GET userSeries guest' as const,
      path: `/users/mrs_hudson_rents/series?page=${page}`,
      status: 200,
      says: ['Rooms to Let'],
    })),
    { case: 'GET userSeries owner', path: '/users/mrs_hudson_rents/series', status: 200 },
  ],
)
