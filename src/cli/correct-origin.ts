import { parseWorkId } from '../core/ids.ts'
import { canonicalAddress } from '../import/index.ts'
import { type CorrectOrigin, correctOrigin } from '../works/index.ts'
import { CommandFault, owner, type Tools } from './tools.ts'

interface Asked {
  readonly work: string
  readonly url: string
}

/** Says anew, as the owner, where a work was first posted. */
export async function correctOriginOf({ db }: Tools, { work, url }: Asked): Promise<number> {
  const id = parseWorkId(work)
  const address = URL.canParse(url) ? canonicalAddress(url) : undefined
  if (!id) throw new CommandFault(`“${work}” is no work's number: give the 7 of /works/7.`)
  if (!address) throw new CommandFault(`“${url}” is no address on the web: give it whole, with https://`)
  const origin = { url: address, archive: new URL(address).hostname }
  const outcome = await correctOrigin(db, await owner(db), id, origin)
  if (outcome !== 'corrected') throw new CommandFault(SAID[outcome](work))
  console.log(`Work ${work} came from ${address}`)
  return 0
}

const SAID: Readonly<Record<Exclude<CorrectOrigin, 'corrected'>, (work: string) => string>> = {
  'no-such-work': (work) => `There is no work ${work} that the owner may see.`,
  'not-yours': (work) => `Work ${work} is not the owner's to correct.`,
  taken: () => 'Another work here came from that address already.',
}
