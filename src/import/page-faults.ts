import { t } from '../web/say.ts'
import type { NotFetched } from './fetch-page.ts'

export type PageFault = NotFetched | 'no-work' | 'no-text' | 'whole-work' | 'other'

/** Why a page was not brought in, naming its address or file. `detail` is the site's reason or the server's number. */
export function pageFault(name: string, why: PageFault, detail = ''): string {
  return SAID[why](name, detail)
}

const SAID: Readonly<Record<PageFault, (name: string, detail: string) => string>> = {
  'not-an-address': (name) => t('{name} is not an address on the web.', { name }),
  'refused-site': (name, reason) =>
    t('{name} is on a site whose works are not taken: {reason}', { name, reason }),
  private: (name) => t('{name} is not on the public web, so it was not fetched.', { name }),
  unreachable: (name) => t('{name} could not be reached.', { name }),
  'not-there': (name, status) => t('{name} is not there: the site answered {status}.', { name, status }),
  empty: (name) => t('{name} is empty.', { name }),
  'too-large': (name) => t('{name} is larger than any page we take.', { name }),
  'too-slow': (name) => t('{name} took too long to answer.', { name }),
  'too-many-redirects': (name) => t('{name} leads on and on to other addresses.', { name }),
  'no-work': (name) => t('{name} holds no text or picture of a work.', { name }),
  'no-text': (name) => t('{name} is neither a web page nor text.', { name }),
  'whole-work': (name) => t('{name} is a whole work, not one chapter. Bring it in by itself.', { name }),
  other: (name, reason) => t('{name}: {reason}', { name, reason }),
}
