import { z } from 'zod'
import { CHAPTER_PLACE, CREATOR } from './api-shapes.ts'

/** What the JSON says of chapters, and of what is a reader's own. See api-shapes.ts. */
const url = z.string().describe('A whole address.')
const html = z.string().describe('Clean HTML, or empty.')
const moment = z.iso.datetime().describe('RFC 3339, UTC.')
const share = z.number().min(0).max(1).describe('Of the whole work, 0 to 1.')
const paragraph = z.int().min(0).describe('The n-th block of the chapter’s text, from 0.')

export const CHAPTER = z
  .object({
    ...CHAPTER_PLACE.shape,
    work: z.object({ id: z.int(), url, title: z.string() }),
    draft: z.boolean(),
    creators: z.array(CREATOR).describe('Of this chapter, where they are not the work’s; else empty.'),
    words: z.int(),
    previous: url.nullable().describe('The record of the chapter before it.'),
    next: url.nullable(),
    summary_html: html,
    notes_html: html,
    end_notes_html: html,
    text_html: z
      .string()
      .nullable()
      .describe(
        'Clean HTML. Null where its creator has not given the work to machines, except to its makers and to whoever keeps the copy.',
      ),
    withheld: z.string().nullable().describe('Why there is no text, in words.'),
  })
  .describe('A chapter.')
export type ChapterShape = z.infer<typeof CHAPTER>

const PLACE = z
  .object({
    work: z.object({ id: z.int(), url, title: z.string() }),
    chapter: z.int().nullable().describe('Null: the device did not say, or the chapter is gone.'),
    paragraph,
    share,
    device: z.string().describe('What the device calls itself; empty: a browser.'),
    at: moment,
    new_chapters: z.int().describe('Posted since they last saw which there are.'),
    next: z
      .object({ id: z.int(), url, position: z.int(), title: z.string() })
      .nullable()
      .describe('The chapter in which reading goes on.'),
  })
  .describe('Where a reader stopped.')
export type PlaceShape = z.infer<typeof PLACE>

export const PLACES = z
  .object({
    places: z.array(PLACE).describe('The latest first, a thousand at most in one answer.'),
    now: moment.describe(
      'To be asked with next time, as `since`: when the first of these answers was given, on each that follows it.',
    ),
    next: url.nullable().describe('The places after these; null: these were the last.'),
  })
  .describe('The reader’s places.')
export type PlacesShape = z.infer<typeof PLACES>

const MOST_PLACES = 200

export const PLACES_TOLD = z
  .strictObject({
    places: z
      .array(
        z.strictObject({
          work: z.int().min(1).max(2_147_483_647),
          chapter: z.int().min(1).max(2_147_483_647).nullable().optional(),
          paragraph: paragraph.max(2_147_483_647).default(0),
          share,
          device: z.string().max(100).default(''),
          at: z.iso.datetime({ offset: true }).describe('By the device’s clock; later than now is now.'),
        }),
      )
      .min(1)
      .max(MOST_PLACES),
  })
  .describe('Where a reader stopped, as a device says it.')

export const PLACES_TAKEN = z
  .object({
    places: z
      .array(z.object({ work: z.int(), outcome: z.enum(['noted', 'older', 'no-such-work']) }))
      .describe('In the order they were sent. `older`: a later word was there already.'),
  })
  .describe('What became of each.')
export type PlacesTakenShape = z.infer<typeof PLACES_TAKEN>

const SHELF = z
  .object({
    key: z
      .string()
      .describe('`later`, `reading`, `read`, `dropped`, `library`, or the number of a shelf of theirs.'),
    kind: z.enum(['list', 'library', 'shelf']),
    name: z.string(),
    works: z.int(),
    url: url.describe('Its page.'),
  })
  .describe('A shelf.')
export type ShelfShape = z.infer<typeof SHELF>

export const SHELVES = z.object({ shelves: z.array(SHELF) }).describe('A reader’s shelves.')
export type ShelvesShape = z.infer<typeof SHELVES>
