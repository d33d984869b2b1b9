import { generateInto } from '../../bench/generate/into-database.ts'
import { CommandFault, owner, type Tools } from './tools.ts'

interface GenerateOptions {
  readonly works: string
  readonly seed: string
  readonly text: string
}

const MOST_WORKS = 20_000_000

/** Makes up an archive of the size and shape of a large one, to try this program with. */
export async function generateWorks({ db }: Tools, options: GenerateOptions): Promise<number> {
  const works = wholeNumber('--works', options.works, 1, MOST_WORKS)
  const seed = wholeNumber('--seed', options.seed, 0, 2_147_483_647)
  const mostWords = wholeNumber('--text', options.text, 1, 1_000_000)
  const { id: person } = await owner(db)
  const from = Date.now()
  const progress = (made: number): void => {
    if (process.stderr.isTTY || made % 50_000 === 0)
      process.stderr.write(
        `${process.stderr.isTTY ? '\r' : ''}${made} of ${works} works${process.stderr.isTTY ? '' : '\n'}`,
      )
  }
  await generateInto(db, { works, seed, mostWords, person, progress })
  console.log(`${works} works made up in ${Math.round((Date.now() - from) / 1000)} s.`)
  return 0
}

function wholeNumber(option: string, written: string, least: number, most: number): number {
  const number = Number(written)
  if (/^\d+$/.test(written) && number >= least && number <= most) return number
  throw new CommandFault(`${option} must be a whole number from ${least} to ${most}, not “${written}”.`)
}
