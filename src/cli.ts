import { Command } from 'commander'
import { pino } from 'pino'
import { makeAuth } from './accounts/index.ts'
import { addUser } from './cli/add-user.ts'
import { correctOriginOf } from './cli/correct-origin.ts'
import { exportWorks } from './cli/export-works.ts'
import { importWorks } from './cli/import-works.ts'
import { listWorks } from './cli/list-works.ts'
import { tagCommands } from './cli/tags.ts'
import type { Tools } from './cli/tools.ts'
import { readConfig } from './core/config.ts'
import { faultSaid } from './fault-said.ts'
import { readArchive } from './site/index.ts'
import { stopOnSignals } from './stopping.ts'
import { openStorage } from './storage/open.ts'
import { VERSION } from './version.ts'

/** The command line: a table of commands, each calling a verb. Works with the archive running or stopped. */
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
  .option('--role <role>', 'owner or member', 'member')
  .action((name: string, options: { email: string; role: string }) =>
    run((tools) => addUser(tools, { name, ...options })),
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
    run((tools) => importWorks(tools, { paths, ...options })),
  )

program
  .command('list')
  .description('what is in the archive')
  .option('--json', 'print it as JSON')
  .action((options: { json?: boolean }) => run((tools) => listWorks(tools, options)))

program
  .command('export')
  .description('take works away, as the owner may see them')
  .argument('<work...>', "the work's number, as in /works/7")
  .option('--format <format>', 'json, html or epub', 'json')
  .option('--out <folder>', 'write files there (default: the work itself on standard output, if it is one)')
  .action((works: string[], options: { format: string; out?: string }) =>
    run((tools) => exportWorks(tools, { works, ...options })),
  )

tagCommands(
  program
    .command('tags')
    .description('tags and what they are tied to; every change is kept in a history and can be undone'),
  run,
)

program
  .command('origin')
  .description('correct where a work was first posted')
  .argument('<work>', "the work's number, as in /works/7")
  .argument('<url>', 'its address there')
  .action((work: string, url: string) => run((tools) => correctOriginOf(tools, { work, url })))

async function run(command: (tools: Tools) => Promise<number>): Promise<void> {
  const config = readConfig(process.env)
  const log = pino(
    { level: config.logLevel === 'info' ? 'warn' : config.logLevel, base: null },
    pino.destination({ dest: 2, sync: true }),
  )
  const stopping = stopOnSignals('by-signal')
  const opening = openStorage(config, 'command', log, stopping.signal)
  stopping.started(async () => (await opening.catch(() => undefined))?.close())
  try {
    const storage = await opening
    const { secret, name } = await readArchive(storage.db)
    const auth = makeAuth(storage.db, { secret, baseUrl: config.baseUrl })
    const tools = { db: storage.db, auth, config, archiveName: name, now: () => new Date() }
    process.exitCode = await command(tools)
    await storage.close()
  } catch (fault) {
    if (!stopping.signal.aborted) console.error(faultSaid(fault))
    await stopping.stop(1)
  }
}

// Whoever reads our output may have seen enough (| head).
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault
})

try {
  await program.parseAsync()
} catch (fault) {
  console.error(faultSaid(fault))
  process.exitCode = 1
}
