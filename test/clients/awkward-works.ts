import { NOTHING_SAID } from '../../src/works/index.ts'
import type { World } from '../world.ts'

/** Beside the sample archive's: what catalogues stumble over. */
export const AWKWARD_TITLES: readonly string[] = [
  'He said “no” & <left> "quietly" \'twice\' ]]>',
  '🦊🦊',
  'مصباح على الطريق',
  'Two\nlines\tand a tab',
  `${'Long '.repeat(50)}end`,
  '100% {searchTerms} %s',
]

export async function awkwardWorks(world: World): Promise<void> {
  const writer = await world.known('writer')
  for (const title of AWKWARD_TITLES)
    await world.work(writer, {
      ...{
        title,
        summary: '<p>One &amp; <em>two</em> &lt;three&gt;</p>',
        additionalTags: ['"quoted" & <tagged>'],
      },
      creators: ['writer', 'someone “else” & co', 'a third'],
      series: [{ title: 'A <Series> & "More"', position: AWKWARD_TITLES.indexOf(title) + 1 }],
    })
  const reader = await world.known('reader')
  await world.work(reader, { title: 'A Copy Kept', creators: ['far_away'] }, 'kept')
  await world.work(writer, {
    title: 'Not to Be Taken Along',
    permissions: { ...NOTHING_SAID, download: 'no' },
  })
  await world.work(writer, { title: 'For Members', audience: 'members' })
}

/** Whose creators say no to downloads; one is the sample archive's own. */
export const NOT_TO_BE_TAKEN: readonly string[] = [
  'Not to Be Taken Along',
  'The Night Porter at the Hotel Karnstein',
]
