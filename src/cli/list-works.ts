import { blurbs, everyWorkId } from '../works/index.ts'
import { owner, type Tools } from './tools.ts'

/** Prints the works the owner may see: those posted here, and the copies they keep. */
export async function listWorks({ db }: Tools, { json }: { readonly json?: boolean }): Promise<number> {
  const actor = await owner(db)
  const works = await blurbs(db, actor, await everyWorkId(db, actor))
  if (json) {
    const rows = works.map(({ id, title, creators, language, audience, words, chapters, complete }) => {
      return {
        id,
        title,
        creators: creators.map((creator) => creator.name),
        language,
        audience,
        words,
        chapters,
        complete,
      }
    })
    console.log(JSON.stringify(rows, null, 2))
    return 0
  }
  for (const { id, title, creators, words, chapters, audience } of works) {
    const names = creators.map((creator) => creator.name).join(', ') || 'Anonymous'
    const size = `${chapters.posted}/${chapters.expected ?? '?'}, ${words.toLocaleString('en')} words`
    console.log(
      `${String(id).padStart(6)}  ${title} by ${names} (${size}, ${audience === 'kept' ? 'kept copy' : audience})`,
    )
  }
  console.log(`${works.length} works`)
  return 0
}
