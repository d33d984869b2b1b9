import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Something that took a while, when it began (milliseconds since 1970). */
export interface Seen {
  readonly at: number
  readonly ms: number
  readonly what: string
}

/** What the program noted of itself (watching.ts). */
export interface Watched {
  /** The thread was held: nothing else could be answered. */
  readonly held: readonly Seen[]
  readonly collected: readonly Seen[]
  /** Of the database, the long ones; with what the program itself made them wait. */
  readonly questions: readonly Seen[]
  readonly requests: readonly Seen[]
}

const fileIn = (folder: string): string => join(folder, 'watched.json')

/** What the program must find around it to watch itself. */
export const watching = (folder: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${new URL('watching.ts', import.meta.url)}`,
  WATCHED: fileIn(folder),
})

export const watchedIn = (folder: string): Watched => JSON.parse(readFileSync(fileIn(folder), 'utf8'))
