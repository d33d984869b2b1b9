import { afterAll, beforeAll } from 'vitest'
import { skinPages } from '../../test/browser/skin-pages.ts'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'

/** Who may reach what: the skins are `reader`'s. */
let world: World
let pages: ReadonlyMap<string, string>
let sheet = ''
beforeAll(async () => {
  world = await makeWorld('sample')
  pages = new Map((await skinPages(world)).map(({ name, path }) => [name, path]))
  const page = await (
    await world.get(at('own site skin')().replace('/skins/', '/works?site_skin='), 'reader')
  ).text()
  sheet = /\/skins\/\d+\/[0-9a-f]+\.css/.exec(page)?.[0] ?? ''
}, 60_000)
afterAll(() => world.end())
const at = (name: string) => (): string => pages.get(name) ?? ''
const [own, edit, remove] = [
  at('own site skin'),
  at('own site skin to change'),
  at('asked before a skin is deleted'),
]
const judged = at('a skin that is offered, for the moderators')

routeCases(
  () => world,
  [
    {
      case: 'GET skinSheet guest',
      path: () => sheet,
      status: 200,
      says: ['.blurb', '110%', '@media screen'],
    },
    { case: 'GET skinSheet member', path: () => sheet, status: 200 },
    { case: 'GET skinSheet owner', path: () => `${own()}/abc.css`, status: 404 },

    {
      case: 'GET skins guest',
      path: '/skins',
      status: 200,
      says: ['Old Paper'],
      hides: ['Mine', 'Telegrams'],
    },
    { case: 'GET skins member', path: '/skins', status: 200, says: ['Your own skins'] },
    { case: 'GET skins owner', path: '/skins', status: 200 },
    {
      case: 'POST skins guest',
      path: '/skins',
      form: { skin: 'none', back: '/works' },
      status: 303,
      leads: '/works',
    },
    { case: 'POST skins member', path: '/skins', form: { skin: 'none' }, status: 303, leads: '/' },
    { case: 'POST skins owner', path: '/skins', form: { skin: '99999' }, status: 404 },

    { case: 'GET newSkin guest', path: '/skins/new', status: 303 },
    {
      case: 'GET newSkin member',
      path: '/skins/new?kind=site',
      status: 200,
      says: ['Without CSS', 'It builds on'],
    },
    { case: 'GET newSkin owner', path: '/skins/new', status: 200, hides: ['Without CSS'] },
    { case: 'POST newSkin guest', path: '/skins/new', form: { title: 'x' }, status: 303 },
    {
      case: 'POST newSkin member',
      path: '/skins/new',
      form: { title: '' },
      status: 422,
      says: ['Give it a title'],
    },
    {
      case: 'POST newSkin owner',
      path: '/skins/new',
      form: { kind: 'site', title: 'The Archive’s Own Night', css: '' },
      status: 303,
    },

    { case: 'GET skin guest', path: own, status: 404 },
    {
      case: 'GET skin guest',
      path: at('a work skin'),
      status: 200,
      says: ['workskin'],
      hides: ['>reader<', '/users/reader'],
    },
    { case: 'GET skin member', path: own, status: 200, says: ['only yours', 'Offer it to everybody'] },
    { case: 'GET skin owner', path: own, status: 404 },
    { case: 'POST skin guest', path: own, form: { deed: 'wear' }, status: 303 },
    { case: 'POST skin owner', path: own, form: { deed: 'wear' }, status: 404 },
    { case: 'POST skin member', path: own, form: { deed: 'nothing' }, status: 404 },

    { case: 'GET editSkin guest', path: edit, status: 303 },
    {
      case: 'GET editSkin member',
      path: edit,
      status: 200,
      says: ['value="Georgia"', 'value="110"', 'Old Paper'],
    },
    { case: 'GET editSkin owner', path: edit, status: 404 },
    { case: 'POST editSkin guest', path: edit, form: { title: 'x' }, status: 303 },
    { case: 'POST editSkin owner', path: edit, form: { title: 'x' }, status: 404 },
    { case: 'POST editSkin member', path: edit, form: { title: 'Mine Still' }, status: 303 },

    { case: 'GET ownSkins guest', path: '/users/reader/skins', status: 303 },
    {
      case: 'GET ownSkins member',
      path: '/users/reader/skins',
      status: 200,
      says: ['Mine Still', 'Telegrams'],
    },
    { case: 'GET ownSkins owner', path: '/users/reader/skins', status: 404 },

    { case: 'GET keepSkins guest', path: '/admin/skins', status: 404 },
    { case: 'GET keepSkins member', path: '/admin/skins', status: 404 },
    { case: 'GET keepSkins owner', path: '/admin/skins', status: 200, says: ['Telegrams', 'Made by'] },
    { case: 'GET adminSkin guest', path: judged, status: 404 },
    { case: 'GET adminSkin member', path: judged, status: 404 },
    { case: 'GET adminSkin owner', path: judged, status: 200, says: ['Telegrams', 'Let everybody wear it'] },
    // Never offered: nothing of it is the moderators'.
    { case: 'GET adminSkin owner', path: () => `/admin${own()}`, status: 404 },
    { case: 'POST adminSkin guest', path: judged, form: { deed: 'approve' }, status: 404 },
    { case: 'POST adminSkin member', path: judged, form: { deed: 'approve' }, status: 404 },
    { case: 'POST adminSkin owner', path: judged, form: { deed: 'nothing' }, status: 404 },
    { case: 'POST adminSkin owner', path: '/admin/skins/99999', form: { deed: 'approve' }, status: 404 },
    {
      case: 'POST adminSkin owner',
      path: judged,
      form: { deed: 'decline', reason: ' ' },
      status: 422,
      says: ['Say why'],
    },
    {
      case: 'POST adminSkin owner',
      path: judged,
      form: { deed: 'approve', reason: 'typed words', seen: 'another' },
      status: 422,
      says: ['changed it since you looked', 'typed words'],
    },

    { case: 'GET deleteSkin guest', path: remove, status: 303 },
    { case: 'GET deleteSkin member', path: remove, status: 200, says: ['This cannot be undone'] },
    { case: 'GET deleteSkin owner', path: remove, status: 404 },
    { case: 'POST deleteSkin guest', path: remove, status: 303 },
    { case: 'POST deleteSkin owner', path: remove, status: 404 },
    { case: 'POST deleteSkin member', path: remove, status: 303, leads: '/users/reader/skins?done=deleted' },
  ],
)
