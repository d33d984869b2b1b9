import type { Typed } from '../works/index.ts'

/** What was typed into a field; undefined where the form was not sent with one. */
export const textIn = (typed: Typed, name: string): string | undefined => manyIn(typed, name)[0]

/** Of a field that may be there more than once, each, as it was sent. */
export const manyIn = (typed: Typed, name: string): readonly string[] => [typed[name] ?? []].flat()
