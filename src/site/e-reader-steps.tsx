import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'

interface Program {
  readonly id: string
  readonly name: string
  readonly steps: readonly Child[]
}

/** The programs' own words stand between quotes, in English, as most of them show them. `base`: without a slash at its end. */
export const programs = (base: string): readonly Program[] => [
  {
    ...{ id: 'koreader', name: 'KOReader' },
    steps: [
      t('Open the search (the magnifier) and choose “OPDS catalog”.'),
      t('Tap the plus at the top.'),
      nameAndAddress(base + routes.opds1),
      KEY(),
      t('Open the catalogue, choose a work, and tap EPUB.'),
    ],
  },
  {
    ...{ id: 'koreader-places', name: t('KOReader: your place on all devices') },
    steps: [
      t('Make a key for “Places in KOReader”, and open a book from this archive.'),
      t('Open the tools (the wrench), “Progress sync”, “Custom sync server”.'),
      address(`${base}/koreader`),
      t('Choose “Register / Login”, then “Login”: your account’s name, and the key as the password.'),
      t(
        'Leave “Document matching method” at “Binary”. Where you stop, the work goes on here, and the other way round.',
      ),
    ],
  },
  {
    ...{ id: 'thorium', name: 'Thorium' },
    steps: [
      t('Open “Catalogs”.'),
      t('Choose “Add an OPDS feed”.'),
      nameAndAddress(base + routes.opds2),
      ASKED(),
      FETCH(),
    ],
  },
  {
    ...{ id: 'calibre', name: 'Calibre' },
    steps: [
      t('Open “Preferences”, “Plugins”, “Get new plugins”, and install “OPDS client”.'),
      t('Restart Calibre and open the plugin.'),
      address(base + routes.opds1),
      t('Download the list, mark works, and fetch them: title, series, tags and language come along.'),
      t('What members alone may read: download it here, and drag the file into Calibre.'),
    ],
  },
  {
    ...{ id: 'fbreader', name: 'FBReader' },
    steps: [
      t('Open the menu, then “Network library”.'),
      t('Choose “Add catalog”, and that you know its address.'),
      address(base + routes.opds1),
      ASKED(),
      FETCH(),
    ],
  },
  {
    ...{ id: 'moon-reader', name: 'Moon+ Reader' },
    steps: [
      t('Open the menu, then “Net library”.'),
      t('Choose to add a catalogue.'),
      nameAndAddress(base + routes.opds1),
      KEY(),
      FETCH(),
    ],
  },
]

const code = (text: string): Child => <code dir="ltr">{text}</code>

const nameAndAddress = (at: string): Child =>
  sayWith('Type any name, and this address: {address}', { address: code(at) })

const address = (at: string): Child => sayWith('Type this address: {address}', { address: code(at) })

const KEY = (): string =>
  t(
    'If you have an account: its name, and a key for a catalogue as the password. Otherwise leave both empty.',
  )

const ASKED = (): string =>
  t('Where it asks for a name and a password: your account’s name, and a key for a catalogue.')

const FETCH = (): string => t('Open the catalogue, choose a work, and fetch it as EPUB.')
