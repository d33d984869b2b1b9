/** Every address by name, AO3's where AO3 has one. `href(routes.work, { workId })` links anywhere. */
export const routes = {
  home: '/',
  about: '/about',
  rules: '/rules',
  privacy: '/privacy',
  setup: '/setup',
  health: '/healthz',
  /** What machines may do here. */
  robots: '/robots.txt',
  aiRules: '/ai.txt',
  tdmRules: '/.well-known/tdmrep.json',
  asset: '/assets/:version/:path{.+}',

  /** Joining: the form, the same with an invitation, the link in the mail; and a passphrase that is forgotten. */
  join: '/users/new',
  signup: '/signup/:code',
  confirmation: '/users/confirmation',
  forgotten: '/users/password/new',
  reset: '/users/password/edit',

  login: '/users/login',
  logout: '/users/logout',
  /** The ways in beside the passphrase, and the proof that a long session is still its person's. */
  secondStep: '/users/login/second',
  passkeyLogin: '/users/login/passkey',
  loginAgain: '/users/login/again',
  user: '/users/:name',
  pseud: '/users/:name/pseuds/:pseud',
  userWorks: '/users/:name/works',
  /** Pen names: what `code` stands for is known to its person and the archive alone. */
  pseuds: '/users/:name/pseuds',
  newPseud: '/users/:name/pseuds/new',
  editPseud: '/users/:name/pseuds/:pseud/edit',
  linkPseud: '/users/:name/pseuds/:pseud/link',
  deletePseud: '/users/:name/pseuds/:pseud/confirm_delete',
  pen: '/pens/:code',
  penWorks: '/pens/:code/works',
  icon: '/icons/:file',
  pseudWorks: '/users/:name/pseuds/:pseud/works',
  library: '/users/:name/library',
  shelves: '/users/:name/library/shelves',
  shelf: '/users/:name/library/shelves/:shelfId',
  ownFilters: '/users/:name/filters',
  ownHidden: '/users/:name/hidden',
  favourites: '/users/:name/favorite_tags',

  /** A person's own pages: who they are, what they prefer, whom they keep away. */
  profile: '/users/:name/profile',
  profileEdit: '/users/:name/profile/edit',
  preferences: '/users/:name/preferences',
  userSeries: '/users/:name/series',
  blocked: '/users/:name/blocked/users',
  blockPerson: '/users/:name/blocked/users/confirm_block',
  muted: '/users/:name/muted/users',
  mutePerson: '/users/:name/muted/users/confirm_mute',

  /** A name a work was signed with elsewhere: a name, not an account. */
  creator: '/creators/:name',

  works: '/works',
  search: '/works/search',
  /** `?url=` the address a work was first posted at. */
  original: '/works/original',
  work: '/works/:workId',
  postDraft: '/works/:workId/post',
  chapter: '/works/:workId/chapters/:chapterId',
  navigate: '/works/:workId/navigate',
  /** What its creators allow. */
  permissions: '/works/:workId/permissions',
  penNamePermissions: '/users/:name/pseuds/:pseud/permissions',
  /** A kept copy becomes a posted work. */
  publication: '/works/:workId/publication',
  /** A creator elsewhere takes a work to their account, or has it removed. */
  claim: '/claims/:code',
  workClaim: '/works/:workId/claim',
  claims: '/admin/claims',
  /** Where creators elsewhere are written to, and who wants no letters or no works here. */
  claimAddresses: '/admin/claims/addresses',
  download: '/downloads/:workId/:file',

  /** Writing: a work's own form, its chapters, what it was before, the trash. */
  newWork: '/works/new',
  editWork: '/works/:workId/edit',
  editTags: '/works/:workId/edit_tags',
  previewWork: '/works/:workId/preview',
  newChapter: '/works/:workId/chapters/new',
  editChapter: '/works/:workId/chapters/:chapterId/edit',
  previewChapter: '/works/:workId/chapters/:chapterId/preview',
  postChapter: '/works/:workId/chapters/:chapterId/post',
  deleteChapter: '/works/:workId/chapters/:chapterId/confirm_delete',
  manageChapters: '/works/:workId/chapters/manage',
  deleteWork: '/works/:workId/confirm_delete',
  revisions: '/works/:workId/revisions',
  revision: '/works/:workId/revisions/:revisionId',
  restoreWork: '/works/:workId/restore',
  restoreChapter: '/works/:workId/trash/:trashedId',
  drafts: '/users/:name/works/drafts',
  trash: '/users/:name/works/trash',
  /** What a form holds, kept while it is being typed; `key` is the form's own. */
  manuscript: '/manuscripts/:key',
  manuscripts: '/users/:name/manuscripts',
  /** A text in one spelling becomes the same text in another, for the editor. */
  respell: '/manuscripts/respell',
  /** Files that become a work or chapters: uploaded, looked at and mended, then kept as drafts. */
  documents: '/works/documents',
  document: '/works/documents/:documentId',
  /** Several creators, gifts, related works, series. */
  creatorships: '/users/:name/creatorships',
  leaveWork: '/works/:workId/leave',
  gifts: '/users/:name/gifts',
  giftsTo: '/gifts',
  relatedWorks: '/users/:name/related_works',
  editSeries: '/series/:seriesId/edit',
  manageSeries: '/series/:seriesId/manage',
  deleteSeries: '/series/:seriesId/confirm_delete',
  /** Many works at once; and how one's works fare. */
  chooseWorks: '/users/:name/works/show_multiple',
  editWorks: '/users/:name/works/edit_multiple',
  statistics: '/users/:name/stats',
  statisticsFile: '/users/:name/stats.csv',
  /** Pictures: `file` is the hash, a size where one is asked for, and the ending. */
  image: '/images/:file',
  images: '/users/:name/images',
  deleteImage: '/users/:name/images/:file/confirm_delete',

  media: '/media',
  mediaFandoms: '/media/:name/fandoms',
  tagSearch: '/tags/search',
  tag: '/tags/:name',
  tagWorks: '/tags/:name/works',
  series: '/series/:seriesId',
  peopleSearch: '/people/search',
  languages: '/languages',
  languageWorks: '/languages/:code/works',
  /** What a name that is being typed may become; `term` and `within`. */
  autocomplete: '/autocomplete/:kind',

  /** The same lists as Atom. */
  worksFeed: '/works.atom',
  tagFeed: '/tags/:name/works.atom',
  tagFeedAo3: '/tags/:name/feed.atom',
  userFeed: '/users/:name/works.atom',
  pseudFeed: '/users/:name/pseuds/:pseud/works.atom',
  penFeed: '/pens/:code/works.atom',
  creatorFeed: '/creators/:name/works.atom',
  languageFeed: '/languages/:code/works.atom',
  /** `file` is the number and `.atom`. */
  seriesFeed: '/series/:file{[0-9]+[.]atom}',
  /** Of a reader's own library, shelves and history; what somebody was given. */
  libraryFeed: '/users/:name/library.atom',
  shelfFeed: '/users/:name/library/shelves/:file{[0-9]+[.]atom}',
  readingsFeed: '/users/:name/readings.atom',
  readingListFeed: '/users/:name/readings/:file{(?:later|reading|read|dropped)[.]atom}',
  giftsFeed: '/users/:name/gifts.atom',
  giftsToFeed: '/gifts.atom',
  /** Lists of names: new fandoms, new tags of a fandom, somebody's series. */
  mediaFeed: '/media.atom',
  mediaFandomsFeed: '/media/:name/fandoms.atom',
  /** Of a search of tags: the newest that fit. */
  tagSearchFeed: '/tags/search.atom',
  tagTagsFeed: '/tags/:name/tags.atom',
  userSeriesFeed: '/users/:name/series.atom',
  /** A work's chapters. */
  workFeed: '/works/:file{[0-9]+[.]atom}',

  /** Where a reader stopped; what they did with a work; history and its lists. */
  place: '/works/:workId/place',
  /** Lines of the page about places that a guest's own browser keeps. */
  places: '/places',
  reading: '/works/:workId/reading',
  readings: '/users/:name/readings',
  clearReadings: '/users/:name/readings/confirm_delete',
  readingList: '/users/:name/readings/:state{later|reading|read|dropped}',
  /** Reading without a network. */
  manifest: '/manifest.webmanifest',
  worker: '/worker.js',
  offline: '/offline',
  share: '/works/:workId/share',
  /** Style sheets that members write; `file` is a mark of what it says and `.css`. */
  skins: '/skins',
  newSkin: '/skins/new',
  skin: '/skins/:skinId',
  editSkin: '/skins/:skinId/edit',
  deleteSkin: '/skins/:skinId/confirm_delete',
  skinSheet: '/skins/:skinId/:file{[0-9a-f]+[.]css}',
  ownSkins: '/users/:name/skins',
  keepSkins: '/admin/skins',
  /** Many works as one file. */
  bundles: '/downloads/bundles',
  bundle: '/downloads/bundles/:bundleId',
  bundleFile: '/downloads/bundles/:bundleId/:file',
  cover: '/works/:workId/:cover{cover[.](?:jpg|png)}',
  card: '/works/:workId/card.png',
  archiveCard: '/card.png',
  sitemap: '/sitemap.xml',
  sitemapPart: '/sitemap/:part',
  /** How an e-reader is led here. */
  eReader: '/e-reader',
  /** Catalogues for e-readers. The handlers under these are named in catalogue/opds. */
  opds: '/opds',
  opdsSlash: '/opds/',
  opds1: '/opds/v1.2',
  opds2: '/opds/v2',
  opdsRootSlash: '/opds/:version{v1[.]2|v2}/',
  opdsWorks: '/opds/:version{v1[.]2|v2}/works',
  opdsWork: '/opds/:version{v1[.]2|v2}/works/:workId',
  opdsSeries: '/opds/:version{v1[.]2|v2}/series/:seriesId',
  opdsFandoms: '/opds/:version{v1[.]2|v2}/fandoms',
  opdsLanguages: '/opds/:version{v1[.]2|v2}/languages',
  opdsSearch: '/opds/:version{v1[.]2|v2}/search',
  /** Of members: what they saved and keep. */
  opdsFilters: '/opds/:version{v1[.]2|v2}/filters',
  opdsShelves: '/opds/:version{v1[.]2|v2}/shelves',
  opdsLibrary: '/opds/:version{v1[.]2|v2}/library',
  opdsShelf: '/opds/:version{v1[.]2|v2}/shelves/:shelfId',
  opdsReadings: '/opds/:version{v1[.]2|v2}/readings/:state{later|reading|read}',
  opdsDescription: '/opds/search.xml',
  opdsAuthentication: '/opds/authentication.json',
  /** KOReader's addresses below the server's. */
  koreaderJoin: '/koreader/users/create',
  koreaderLogin: '/koreader/users/auth',
  koreaderProgress: '/koreader/syncs/progress',
  koreaderDocument: '/koreader/syncs/progress/:document',
  /** Keys for e-readers, feed readers and KOReader. */
  devices: '/settings/devices',

  apiWorks: '/api/v1/works',
  apiChapter: '/api/v1/works/:workId/chapters/:chapterId',
  apiPlaces: '/api/v1/places',
  apiShelves: '/api/v1/shelves',
  apiShelf: '/api/v1/shelves/:shelf',
  apiShelfWork: '/api/v1/shelves/:shelf/works/:workId',
  apiWork: '/api/v1/works/:workId',
  apiTags: '/api/v1/tags',
  apiTag: '/api/v1/tags/:kind/:name',
  apiDescription: '/api/v1/openapi.json',

  /** What the keepers may do, each their own; the archive's name and texts. */
  keeping: '/admin',
  keepArchive: '/admin/archive',
  errands: '/admin/errands',
  /** Of moderators and owners: what they decide about a work, a person or a skin, and what was decided. */
  adminWork: '/admin/works/:workId',
  adminPerson: '/admin/people/:name',
  adminSkin: '/admin/skins/:skinId',
  adminDecisions: '/admin/decisions',

  importForm: '/works/import',
  importPages: '/works/import/pages',
  importRun: '/imports/:importId',

  /** Whom a member invites; the queue for strangers; who may join at all, of the owner. */
  invitations: '/users/:name/invitations',
  inviteRequests: '/invite_requests',
  keepJoining: '/admin/joining',

  /** The owner's: mails that wait, and those written to a folder. */
  outbox: '/admin/outbox',
  outboxMail: '/admin/outbox/:mailId',

  settings: '/settings/reading',
  /** Closes the first-time help, for now or for good. */
  firstHelp: '/settings/help',
  /** What keeps an account safe: second factors, sessions, what happened; and what of an account may change. */
  security: '/settings/security',
  sessions: '/settings/security/sessions',
  passkeys: '/settings/security/passkeys',
  twoStep: '/settings/security/two-step',
  recoveryCodes: '/settings/security/recovery-codes',
  changeName: '/users/:name/change_username',
  changePassphrase: '/users/:name/change_password',
  changeEmail: '/users/:name/change_email',
  confirmEmail: '/settings/email/:code',
  /** Taking everything along, giving works up, and leaving, with seven days to come back. */
  parcels: '/settings/export',
  parcel: '/settings/export/:parcelId',
  leave: '/settings/leave',
  orphanWork: '/works/:workId/orphan',
  orphan: '/users/:name/orphan',
  /** Saved filters and what one hides: where every reader's forms go, and a guest's own pages. */
  filters: '/settings/filters',
  hidden: '/settings/hidden',
} as const

type Params<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer After}`
    ? { readonly [K in Bare<Name>]: string | number } & Params<`/${After}`>
    : { readonly [K in Bare<Rest>]: string | number }
  : unknown
type Bare<Name extends string> = Name extends `${infer N}{${string}` ? N : Name

/** AO3's escapes inside a tag's or a name's path part, so that `/` and `.` survive proxies; and the star's own. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['/', '*s*'],
  ['&', '*a*'],
  ['.', '*d*'],
  ['?', '*q*'],
  ['#', '*h*'],
  ['*', '*x*'],
])
const PLAIN: ReadonlyMap<string, string> = new Map([...ESCAPES].map(([plain, escaped]) => [escaped, plain]))

/** A tag or creator name as a path part: `A/B` becomes `A*s*B`. */
export const namePart = (name: string): string => name.replace(/[/&.?#*]/g, (c) => ESCAPES.get(c) ?? c)
/** The way back, from the left: in `a*d*k*d*a` stands no `*a*`. No name holds a NUL, and PostgreSQL's text cannot. */
export const nameFromPart = (part: string): string =>
  part
    .toWellFormed()
    .replaceAll('\u0000', '')
    .replace(/\*[sadqhx]\*/g, (escaped) => PLAIN.get(escaped) ?? escaped)

/** An address with its parts filled in and its query written in a stable order. */
export function href<Path extends string>(
  path: Path,
  params?: Params<Path>,
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>,
): string {
  const given = new Map(Object.entries((params ?? {}) as Record<string, string | number>))
  const filled = path.replace(/:([A-Za-z]+)(\{[^}]*\})?/g, (_, name: string, pattern?: string) => {
    const value = String(given.get(name) ?? '')
    const part = name === 'name' || name === 'pseud' ? namePart(value) : value
    return pattern ? part.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(part)
  })
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '' || value === false) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one))
  }
  const tail = search.toString()
  return tail ? `${filled}?${tail}` : filled
}
