import type { WorkId } from '../core/ids.ts'
import type { Audience, Statement } from '../works/index.ts'

/** One import as its page shows it: while it runs, and as a record afterwards. */
export interface ImportRunView {
  readonly id: string
  readonly state: 'waiting' | 'running' | 'finished' | 'stopped'
  readonly started: Date
  readonly finished: Date | null
  /** Files done, of all. A zip counts as the files inside it. */
  readonly done: number
  readonly total: number
  /** Who the person said wrote these. */
  readonly whose: Whose
  /** Of all files, also of those not shown. */
  readonly counts: Readonly<Record<Outcome, number>>
  readonly only: 'all' | 'refused'
  readonly page: number
  readonly pages: number
  /** Of this page, in the order they came. */
  readonly files: readonly ImportFileView[]
}

/** `mine` posts under the person's name, `kept` keeps copies for them alone, `others` posts under others' names, by their leave. */
type Whose = 'mine' | 'kept' | 'others'

export type Outcome = 'waiting' | 'imported' | 'already-here' | 'updated' | 'refused'

export interface ImportFileView {
  /** As the file was called, inside a zip with its folder. */
  readonly name: string
  readonly outcome: Outcome
  /** Of a refusal: what is wrong and the remedy, one sentence. */
  readonly reason: string | null
  /** Null while waiting and when refused. */
  readonly work: ImportedWork | null
}

export interface ImportedWork {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly audience: Audience
  readonly chapters: { readonly posted: number; readonly expected: number | null }
  readonly words: { readonly counted: number; readonly stated: number | null }
  readonly losses: readonly string[]
  readonly repairs: readonly string[]
  readonly statements: readonly Statement[]
}

/** One of the imports before, in a line. */
export interface EarlierRun {
  readonly id: string
  readonly started: Date
  readonly done: boolean
  readonly files: number
  readonly imported: number
  readonly updated: number
  readonly refused: number
}
