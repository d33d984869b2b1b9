import type { Generated, GeneratedAlways } from 'kysely'
import type { PersonId, SkinId } from '../core/ids.ts'
import type { SkinKind } from './clean/css-fault.ts'

export type SkinStanding = 'own' | 'offered' | 'approved'
export type SkinRole = 'add' | 'replace'

export interface SkinTables {
  skins: {
    id: Generated<SkinId>
    person_id: PersonId
    kind: SkinKind
    title: string
    title_key: GeneratedAlways<string>
    about: Generated<string>
    given: Generated<string>
    css: Generated<string>
    choices: Generated<unknown>
    role: Generated<SkinRole>
    media: Generated<string[]>
    standing: Generated<SkinStanding>
    stamp: string
    made_at: Date
    changed_at: Date
  }
  skin_parents: { skin_id: SkinId; parent_id: SkinId; position: number }
  skin_trials: { person_id: PersonId; css: string; stamp: string; tried_at: Date }
  skin_images: { skin_id: SkinId; hash: string }
}
