import type { Browser, BrowserContextOptions } from 'playwright-core'
import { logInAs, openBrowser, type Reader, reader } from '../chromium.ts'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

/** The sample archive, listening, and a browser to look at it with. */
export interface SampleSite {
  readonly world: World
  readonly site: Listening
  readonly browser: Browser
  /** A window of their own, logged in. */
  readonly windowOf: (who: string, options?: BrowserContextOptions) => Promise<Reader>
  readonly end: () => Promise<void>
}

export async function sampleSite(): Promise<SampleSite> {
  const world = await makeWorld('sample')
  const site = await listen(world)
  const browser = await openBrowser()
  return {
    world,
    site,
    browser,
    windowOf: async (who, options = {}) => {
      const at = await reader(browser, options)
      await logInAs(at, site.url, await world.cookie(who))
      return at
    },
    end: async () => {
      await browser.close()
      await site.close()
      await world.end()
    },
  }
}
