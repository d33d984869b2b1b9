import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/routes.ts'
import { feedparsed } from '../feedparser.ts'
import { idOf } from '../sample.ts'
import { BASE_URL, makeWorld, type World } from '../world.ts'

/**
 * Every address of the product that shows a list, and the feed each names in its head. A new address fails here until
 * it is written down: as a list, as one that has no feed, and why, or as no list.
 */
type Route = keyof typeof routes
let world: World
let at: Record<string, string> = {}

/** A list, and who looks at it; what its feed leads to is on the page, too. */
const LISTS: Partial<Record<Route, readonly [path: string, as?: string]>> = {
  home: ['/'],
  works: ['/works?language=en'],
  tagWorks: ['/tags/Fluff/works'],
  languageWorks: ['/languages/en/works'],
  userWorks: ['/users/writer/works'],
  user: ['/users/writer'],
  pseud: ['/users/writer/pseuds/third_draft'],
  pseudWorks: ['/users/writer/pseuds/third_draft/works'],
  pen: [':pen'],
  penWorks: [':pen/works'],
  creator: ['/creators/someone_far', 'reader'],
  series: [':series'],
  userSeries: ['/users/mrs_hudson_rents/series'],
  gifts: ['/users/reader/gifts', 'writer'],
  giftsTo: ['/gifts?recipient=reader'],
  library: ['/users/reader/library', 'reader'],
  shelf: [':shelf', 'reader'],
  readings: ['/users/reader/readings', 'reader'],
  readingList: ['/users/reader/readings/later', 'reader'],
  media: ['/media'],
  mediaFandoms: ['/media/Books *a* Literature/fandoms'],
  tag: ['/tags/Sherlock Holmes - Arthur Conan Doyle'],
  tagSearch: ['/tags/search?name=s'],
  work: [':work'],
  navigate: [':work/navigate'],
}

/** Lists that nobody follows, and why. */
const WITHOUT: Partial<Record<Route, string>> = {
  languages: 'names of languages: the works in each have a feed',
  peopleSearch: 'people are followed one by one: the works of each have a feed',
  pseuds: 'names of one person: the works of each have a feed',
  shelves: 'names of shelves: each has a feed',
  favourites: 'names of tags: each stands there with its feed',
  ownFilters: 'questions: each stands there with the feed of what it finds',
  filters: 'questions: each stands there with the feed of what it finds',
  ownHidden: 'what one does not want to meet',
  hidden: 'what one does not want to meet',
  blocked: 'whom one does not want to meet',
  muted: 'whom one does not want to meet',
  drafts: 'one’s own, not posted',
  trash: 'one’s own, thrown away',
  manuscripts: 'one’s own, being typed',
  revisions: 'one’s own, as it was',
  images: 'one’s own, to be chosen from',
  statistics: 'one’s own, as numbers, with a table to take along',
  chooseWorks: 'a form over one’s own works, which have a feed',
  editWorks: 'a form over one’s own works, which have a feed',
  creatorships: 'mailed: what one is invited to sign',
  relatedWorks: 'mailed: what others ask to be named beside',
  manageSeries: 'a form over a series, which has a feed',
  manageChapters: 'a form over a work’s chapters, which have a feed',
  parcels: 'one’s own files, told by mail when they are there',
  bundles: 'one’s own files, made while one waits',
  invitations: 'one’s own, given by hand',
  sessions: 'what keeps an account safe',
  security: 'what keeps an account safe: mailed as it happens',
  passkeys: 'what keeps an account safe',
  devices: 'what keeps an account safe',
  skins: 'looks to choose from, not reading',
  ownSkins: 'one’s own looks',
  keepSkins: 'of the keepers, behind a log-in a feed reader does not have',
  keeping: 'of the keepers',
  claims: 'of the keepers',
  claimAddresses: 'of the keepers',
  adminDecisions: 'of the keepers',
  outbox: 'of the owner',
  keepJoining: 'of the owner',
  importRun: 'what became of one’s own files',
  importPages: 'what became of one’s own files',
}

/** Forms, texts, deeds, files, and what programs are answered: no lists that a person reads. */
const NO_LIST =
  /^(about|rules|privacy|setup|health|robots|aiRules|tdmRules|asset|join|signup|confirmation|forgotten|reset|log\w+|secondStep|passkeyLogin|new\w+|edit(?!Works)\w+|linkPseud|delete\w+|icon|profile\w*|preferences|blockPerson|mutePerson|search|original|postDraft|chapter|permissions|penNamePermissions|publication|claim|workClaim|download|preview\w+|postChapter|revision|restore\w+|manuscript|respell|documents?|leave\w*|statisticsFile|image|autocomplete|\w*Feed(Ao3)?|places?|reading|clearReadings|manifest|worker|offline|share|skin|skinSheet|bundle|bundleFile|cover|card|archiveCard|sitemap\w*|eReader|opds\w*|koreader\w*|api\w+|keepArchive|admin(Work|Person|Skin)|importForm|inviteRequests|outboxMail|errands|settings|firstHelp|twoStep|recoveryCodes|change\w+|confirmEmail|parcel|orphan\w*)$/

beforeAll(async () => {
  world = await makeWorld('sample')
  const [reader, writer] = [await world.known('reader'), await world.known('writer')]
  await world.work(reader, { title: 'A Kept Copy', creators: ['someone_far'] }, 'kept')
  await world.work(writer, { title: 'For You', recipients: ['reader'] })
  await world.post('/users/reader/library/shelves', { deed: 'add', name: 'Rainy days' }, 'reader')
  await world.post('/users/reader/pseuds/new', { name: 'Gull' }, 'reader')
  await world.work(reader, { title: 'High Water', creators: ['Gull'] })
  await world.post('/users/reader/pseuds/Gull/link', { deed: 'unlink' }, 'reader')
  const work = await idOf(world, 'The Hundred Nights of Penelope')
  await world.post(`/works/${work}/reading`, { state: 'later' }, 'reader')
  const one = async (sql: string) => (await world.pool.query<{ at: string }>(sql)).rows[0]?.at ?? ''
  at = {
    work: `/works/${work}`,
    pen: `/pens/${await one('select code as at from pen_names where unlinked')}`,
    series: `/series/${await one("select id as at from series where title = 'Rooms to Let'")}`,
    shelf: `/users/reader/library/shelves/${await one('select id as at from shelves')}`,
  }
})
afterAll(() => world.end())

const pathOf = (path: string): string => path.replace(/^:([a-z]+)/, (_, name: string) => at[name] ?? '')
const plain = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')

describe('every list in the product', () => {
  test('is written down here, with its feed or why it has none', () => {
    const names = Object.keys(routes) as Route[]
    const said = (name: Route) => [name in LISTS, name in WITHOUT, NO_LIST.test(name)].filter(Boolean).length
    expect(names.filter((name) => said(name) !== 1)).toEqual([])
  })

  test.each(Object.entries(LISTS))(
    '%s names a feed in its head that has the same entries',
    async (_name, [path, as]) => {
      const who = as ?? null
      const page = await world.get(pathOf(path), who)
      const html = await page.text()
      expect([pathOf(path), page.status]).toEqual([pathOf(path), 200])
      const feed = plain(
        /<link rel="alternate" type="application\/atom\+xml" href="([^"]*)"/.exec(html)?.[1] ?? '',
      )
      const answer = await world.get(feed, who)
      expect([feed, answer.status, answer.headers.get('content-type')]).toEqual([
        ...[feed, 200],
        'application/atom+xml; charset=utf-8',
      ])
      const [parsed] = feedparsed([{ at: BASE_URL + feed, xml: await answer.text() }])
      expect([parsed?.version, parsed?.amiss]).toEqual(['atom10', ''])
      const entries = parsed?.entries ?? []
      const hrefs = new Set(
        [...html.matchAll(/href="([^"]*)"/g)].map(([, one = '']) => plain(one).split('#')[0]),
      )
      const there = entries.filter(({ link }) => hrefs.has(new URL(link).pathname))
      // A list that has no entry now has a feed all the same; of a long one, the page shows some.
      if (entries.length) expect(there.length).toBeGreaterThan(0)
      for (const [, work] of html.matchAll(/<li id="work_(\d+)"/g))
        if (_name !== 'gifts') expect(entries.map(({ link }) => link)).toContain(`${BASE_URL}/works/${work}`)
    },
  )

  test('that is private has a feed for its owner alone', async () => {
    for (const [, [path, as]] of Object.entries(LISTS)) {
      if (as !== 'reader' || !path.includes('/users/reader')) continue
      const html = await (await world.get(pathOf(path), as)).text()
      const feed = plain(
        /<link rel="alternate" type="application\/atom\+xml" href="([^"]*)"/.exec(html)?.[1] ?? '',
      )
      for (const who of [null, 'writer', 'moderator'])
        expect((await world.get(feed, who)).status, feed).toBe(404)
    }
  })
})
