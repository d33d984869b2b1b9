import { createAdaptorServer } from '@hono/node-server'
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import { openCatalogue } from '../src/catalogue/index.ts'
import { readConfig } from '../src/core/config.ts'
import { countingVisits } from '../src/reading/index.ts'
import { readArchive } from '../src/site/index.ts'
import { openStorage } from '../src/storage/open.ts'
import { type Timings, timed } from './figures.ts'

/**
 * The same pages asked of the site itself, in this process: what the server takes until the page is ready for the wire,
 * without the wire and the client, who read it on the same processors.
 */
export async function timesInServer<Path extends string>(
  dataDir: string,
  paths: readonly Path[],
): Promise<Record<Path, Timings>> {
  const config = readConfig({ DATA_DIR: dataDir })
  const { baseUrl } = config
  const log = pino({ level: 'silent' })
  const { db, close } = await openStorage(config, 'command', log)
  try {
    const { secret } = await readArchive(db)
    const place = { dataDir, baseUrl, folder: dataDir, version: '', setupKey: '' }
    const catalogue = openCatalogue({ db, dataDir, log, look: null })
    await catalogue.catchUp()
    const visits = countingVisits({ db, log, secret, now: () => new Date() })
    const app = createApp({ db, catalogue, visits, log, secret, ...place, now: () => new Date() })
    // Its Response is the server's own, which keeps the page as it is until it is written to the wire.
    createAdaptorServer({ fetch: app.fetch })
    const times: [string, Timings][] = []
    for (const path of paths) {
      const page = async () => void (await app.request(path))
      await timed(200, page)
      times.push([path, await timed(500, page)])
    }
    return Object.fromEntries(times) as Record<Path, Timings>
  } finally {
    await close()
  }
}
