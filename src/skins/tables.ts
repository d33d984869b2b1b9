import type { Generated, GeneratedAlways } from 'kysely'
import type { PersonId, SkinId } from '../core/ids.ts'

export interface SkinTables {
  skins: {
    id: Generated<SkinId>
    person_id: PersonId | null
    kind: 'work' | 'site'
    title: string
    title_key: GeneratedAlways<string>
    about: Generated<string>
    given: Generated<string>
    css: Generated<string>
    version: Generated<number>
    made_at: Date
    changed_at: Date
  }
}
