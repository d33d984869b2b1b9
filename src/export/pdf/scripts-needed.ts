import type { Actor } from '../../core/actor.ts'
import type { Db } from '../../storage/transaction.ts'
import { worksByLanguage } from '../../works/index.ts'
import { facesFor } from './book.ts'
import { canPrint, faceOf } from './faces.ts'
import { scriptOf } from './letters.ts'

export interface ScriptNeeded {
  /** By ISO 15924. */
  readonly script: string
  readonly languages: readonly string[]
  readonly works: number
  /** What its letters are printed with; of a face that is not known here by name nothing more is said. */
  readonly face: string | 'another' | 'none'
}

/** What PDFs of the works that this reader may open are written in, most works first. */
export async function scriptsNeeded(db: Db, actor: Actor): Promise<readonly ScriptNeeded[]> {
  const found = new Map<string, ScriptNeeded>()
  for (const [language, works] of await worksByLanguage(db, actor)) {
    const script = scriptOf(language)
    const before = found.get(script)
    found.set(script, {
      script,
      languages: [...(before?.languages ?? []), language],
      works: (before?.works ?? 0) + works,
      face: before?.face ?? faceFor(language),
    })
  }
  return [...found.values()].sort((a, b) => b.works - a.works)
}

function faceFor(language: string): ScriptNeeded['face'] {
  if (!canPrint(language)) return 'none'
  return faceOf(language, facesFor(language.split('-')[0] ?? '')) ?? 'another'
}

/** Languages of works that no face here can print. */
export async function languagesUnprinted(db: Db, actor: Actor): Promise<readonly string[]> {
  return [...(await worksByLanguage(db, actor)).keys()].filter((language) => !canPrint(language))
}
