import { Command } from 'commander'
import type { Tools } from './cli/tools.ts'
import { type Stopping, stopOnSignals } from './stopping.ts'
import { VERSION } from './version.ts'

/**
 * The command line: a table of commands, each calling a verb. Works with the archive running or stopped. A verb is
 * loaded when its command is given, so that none waits for what it does not need.
 */
const program = new Command('palimpsest')
  .description(
    'An archive for transformative works. Settings come from the environment: see docs/operating.md.',
  )
  .version(VERSION)
  .showHelpAfterError('(add --help for what this command takes)')

const user = program.command('user').description('accounts')

user
  .command('add')
  .description('make an account; its password is read from standard input, or made and printed once')
  .argument('<name>', '3 to 40 letters from A to Z, digits or underscores')
  .requiredOption('--email <address>', 'its e-mail address')
  .option('--role <role>', 'owner, moderator, wrangler or member', 'member')
  .action((name: string, options: { email: string; role: string }) =>
    run(async () => {
      const { addUser } = await import('./cli/add-user.ts')
      return (tools) => addUser(tools, { name, ...options })
    }),
  )

user
  .command('reset-factors')
  .description(
    'remove the second step and the passkeys of somebody who has lost everything; they are told by mail',
  )
  .argument('<name>', "the account's name")
  .action((name: string) =>
    run(async () => {
      const { resetFactors } = await import('./cli/reset-factors.ts')
      return (tools) => resetFactors(tools, name)
    }),
  )

user
  .command('export')
  .description('everything of one account in one file, as it can take it along itself')
  .argument('<name>', "the account's name")
  .requiredOption('--to <file>', 'the zip file to write')
  .action((name: string, options: { to: string }) =>
    run(async () => {
      const { exportUser } = await import('./cli/export-user.ts')
      return (tools) => exportUser(tools, { name, ...options })
    }),
  )

program
  .command('import')
  .description(
    'bring works in: files, folders, zip files of AO3 downloads (HTML, EPUB, saved pages, text) or our own',
  )
  .argument('<path...>')
  .option(
    '--as <name>',
    "the account they are for; files signed with one of its pen names are posted (default: the owner's)",
  )
  .option('--mine', 'that account wrote all of these: post them')
  .option('--json', 'print the report as JSON')
  .action((paths: string[], options: { as?: string; mine?: boolean; json?: boolean }) =>
    run(async () => {
      const { importWorks } = await import('./cli/import-works.ts')
      return (tools) => importWorks(tools, { paths, ...options })
    }),
  )

program
  .command('list')
  .description('what is in the archive')
  .option('--json', 'print it as JSON')
  .action((options: { json?: boolean }) =>
    run(async () => {
      const { listWorks } = await import('./cli/list-works.ts')
      return (tools) => listWorks(tools, options)
    }),
  )

program
  .command('export')
  .description('take works away, as the owner may see them')
  .argument('<work...>', "the work's number, as in /works/7")
  .option('--format <format>', 'json, html or epub', 'json')
  .option('--out <folder>', 'write files there (default: the work itself on standard output, if it is one)')
  .action((works: string[], options: { format: string; out?: string }) =>
    run(async () => {
      const { exportWorks } = await import('./cli/export-works.ts')
      return (tools) => exportWorks(tools, { works, ...options })
    }),
  )

const tags = program
  .command('tags')
  .description('tags and what they are tied to; every change is kept in a history and can be undone')
if (process.argv.includes('tags')) {
  const { tagCommands } = await import('./cli/tags.ts')
  tagCommands(tags, (command) => run(async () => command))
}

const fonts = program
  .command('fonts')
  .description('what the works here are written in, and which letters PDFs of them are printed with')
  .action(() =>
    run(async () => {
      const { listFonts } = await import('./cli/fonts.ts')
      return listFonts
    }),
  )

fonts
  .command('add')
  .description('fetch letters that are too large to come with the program; the next PDF is made with them')
  .argument('<script>', 'sc, tc (Chinese, simplified or traditional), jp (Japanese) or kr (Korean)')
  .option('--from <folder>', 'a folder that holds the package, where the network is not there')
  .option('--registry <address>', 'another registry of packages than npm knows of')
  .action((which: string, options: { from?: string; registry?: string }) =>
    run(async () => {
      const { addFonts } = await import('./cli/fonts.ts')
      return (tools) => addFonts(tools, { which, ...options })
    }),
  )

program
  .command('generate')
  .description(
    'fill an archive with made-up works, in the sizes and numbers of a large one, to try the program with',
  )
  .requiredOption('--works <number>', 'how many')
  .option('--seed <number>', 'the same seed makes the same works', '1')
  .option('--text <words>', 'most words of text for each; their counted words stay as they are', '12')
  .action((options: { works: string; seed: string; text: string }) =>
    run(async () => {
      const { generateWorks } = await import('./cli/generate-works.ts')
      return (tools) => generateWorks(tools, options)
    }),
  )

program
  .command('origin')
  .description('correct where a work was first posted')
  .argument('<work>', "the work's number, as in /works/7")
  .argument('<url>', 'its address there')
  .action((work: string, url: string) =>
    run(async () => {
      const { correctOriginOf } = await import('./cli/correct-origin.ts')
      return (tools) => correctOriginOf(tools, { work, url })
    }),
  )

/** The verb is loaded while the database starts. */
async function run(load: () => Promise<(tools: Tools) => Promise<number>>): Promise<void> {
  const stopping = stopOnSignals('by-signal')
  try {
    const { config, opening } = await openArchive(stopping)
    const [{ db, close }, command] = await Promise.all([opening, load()])
    process.exitCode = await command({ db, config, now: () => new Date() })
    await close()
  } catch (fault) {
    if (!stopping.signal.aborted) await say(fault)
    await stopping.stop(1)
  }
}

async function openArchive(stopping: Stopping) {
  const [{ readConfig }, { openStorage }, { pino }] = await Promise.all([
    import('./core/config.ts'),
    import('./storage/open.ts'),
    import('pino'),
  ])
  const config = readConfig(process.env)
  const log = pino(
    { level: config.logLevel === 'info' ? 'warn' : config.logLevel, base: null },
    pino.destination({ dest: 2, sync: true }),
  )
  const opening = openStorage(config, 'command', log, stopping.signal)
  stopping.started(async () => (await opening.catch(() => undefined))?.close())
  return { config, opening }
}

async function say(fault: unknown): Promise<void> {
  const { faultSaid } = await import('./fault-said.ts')
  console.error(faultSaid(fault))
}

// Whoever reads our output may have seen enough (| head).
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
})

try {
  await program.parseAsync()
} catch (fault) {
  await say(fault)
  process.exitCode = 1
}
