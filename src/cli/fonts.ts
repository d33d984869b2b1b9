import { languageName } from '../core/languages.ts'
import {
  addFonts as addFontsOf,
  FETCHED_FONTS,
  type FontsAdded,
  lookForFontsIn,
  type ScriptNeeded,
  scriptsNeeded,
} from '../export/index.ts'
import { asked, CommandFault, owner, type Tools } from './tools.ts'

/** Prints what the works of the archive are written in, and what PDFs of them are printed with. */
export async function listFonts({ db, config }: Tools): Promise<number> {
  lookForFontsIn(config.dataDir)
  const needed = await scriptsNeeded(db, await owner(db))
  for (const one of needed) console.log(line(one))
  if (needed.length === 0) console.log('There are no works yet.')
  if (needed.some(({ face }) => face === 'none')) console.log(REMEDY)
  return 0
}

const SCRIPTS = new Intl.DisplayNames('en', { type: 'script' })
const FACES: Readonly<Record<string, string>> = { none: 'none: no PDF is made', another: 'a face found here' }

function line({ script, languages, works, face }: ScriptNeeded): string {
  const name = /^[A-Z][a-z]{3}$/.test(script) ? SCRIPTS.of(script) : script
  const count = `${works.toLocaleString('en')} ${works === 1 ? 'work' : 'works'}`
  return `${name} (${languages.map(languageName).join(', ')}): ${count}; ${FACES[face] ?? face}`
}

const PACKAGES = Object.entries(FETCHED_FONTS)
  .map(([word, font]) => `  bin/palimpsest fonts add ${word}   ${font.for}`)
  .join('\n')
const REMEDY = `For scripts without a face:\n${PACKAGES}\nor put .ttf or .otf files into the folder fonts of DATA_DIR.`

interface Asked {
  readonly which: string
  readonly from?: string
  readonly registry?: string
}

/** Fetches faces of one script; the archive that runs finds them at its next PDF. */
export async function addFonts({ config }: Tools, { which, from, registry }: Asked): Promise<number> {
  const font = Object.entries(FETCHED_FONTS).find(([word]) => word === which)?.[1]
  if (font === undefined)
    throw new CommandFault(`There are no fonts “${which}” to fetch. There are:\n${PACKAGES}`)
  const called = `${font.name.replace('@', '').replace('/', '-')}-${font.version}`
  const source = from === undefined ? `${font.name}@${font.version}` : asked(from)
  console.log(`Fetching ${from ?? source} (${font.for}): some 30 MB, of which 9 to 17 are kept …`)
  const outcome = await addFontsOf({
    ...{ dataDir: config.dataDir, called, from: source },
    ...(registry === undefined ? {} : { registry }),
  })
  if (typeof outcome === 'string' || 'notFetched' in outcome) throw new CommandFault(refusal(outcome))
  for (const file of outcome.files) console.log(`Added ${file}`)
  console.log('The next PDF is made with them; nothing needs to be started again.')
  return 0
}

function refusal(outcome: Exclude<FontsAdded, { readonly files: readonly string[] }>): string {
  if (outcome === 'no-npm')
    return 'Fetching fonts needs npm, which is not on the PATH. Install it, or put .ttf or .otf files into the folder fonts of DATA_DIR.'
  if (outcome === 'no-faces') return 'That package has no .ttf or .otf file, so that nothing was added.'
  return `The fonts were not fetched, and nothing was added. Is the network there? npm said:\n${outcome.notFetched}`
}
