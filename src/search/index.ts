/**
 * The search engine: entries with tags, creators, numbers and strings, held in memory; filters of any shape, exact
 * totals, any page, exact counts of facets. It knows no fan works and does no input or output beyond bytes.
 * Why it is built so: docs/decisions/009-catalogue-engine.md.
 */
export type { SearchIndex } from './engine.ts'
export { loadIndex, loadIndexInPieces, openIndex } from './open.ts'
export type {
  Answer,
  Entry,
  FacetCount,
  FacetQuestion,
  Filter,
  Question,
  Reader,
  Schema,
  Tag,
} from './schema.ts'
export type { Stats } from './stats.ts'
