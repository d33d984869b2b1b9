import { rm } from 'node:fs/promises'
import { findPerson } from '../accounts/index.ts'
import { writeTakeout } from '../leaving/index.ts'
import { readArchive } from '../site/index.ts'
import { openFiles } from '../storage/open-files.ts'
import { asked, CommandFault, type Tools } from './tools.ts'

interface Asked {
  readonly name: string
  readonly to: string
}

/** Everything of one account in one file, as its person gets it from the archive itself. */
export async function exportUser({ db, config, now }: Tools, { name, to }: Asked): Promise<number> {
  const person = await findPerson(db, name)
  if (!person)
    throw new CommandFault(`Nobody here is called ${name}. Give the name of the account, not its address.`)
  const path = asked(to)
  const files = openFiles(config.dataDir, config.files)
  const archive = { name: (await readArchive(db)).name, url: config.baseUrl }
  try {
    const { works, bytes } = await writeTakeout({ db, files, archive, now: now() }, person, { path })
    console.log(`${path}: ${works} works, ${bytes} bytes`)
    return 0
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
    if (!/^E[A-Z]+$/.test(code)) throw fault
    if (code !== 'EEXIST') await rm(path, { force: true })
    throw new CommandFault(
      `${path} cannot be written (${code}). Name a file that is not there yet: --to FILE`,
    )
  }
}
