export interface ChapterTitle {
  readonly position: number
  readonly title: string
}

/**
 * Titles from printed headings. Until October 2025 a heading was the bare title, or `Chapter 2` for a chapter
 * without one; since then it is `Chapter 2` or `Chapter 2: Title`. A file is of the second kind only when
 * every heading in it is, so that a title that itself begins with `Chapter 2:` is kept as it was written.
 */
export function chapterTitles(headings: readonly string[], mayBeNumbered: boolean): ChapterTitle[] {
  if (mayBeNumbered && areNumbered(headings)) return numberedTitles(headings)
  return headings.map((heading, at) => ({
    position: at + 1,
    title: heading === `Chapter ${at + 1}` ? '' : heading,
  }))
}

export const areNumbered = (headings: readonly string[]): boolean =>
  headings.every(
    (heading, at) => heading === `Chapter ${at + 1}` || heading.startsWith(`Chapter ${at + 1}: `),
  )

/** `Chapter 3` or `Chapter 3: Title`, always, as our own downloads print them: the number is the chapter's. */
export const numberedTitles = (headings: readonly string[]): ChapterTitle[] =>
  headings.map((heading, at) => {
    const said = /^Chapter (\d{1,6})(?:: (.*))?$/.exec(heading)
    return said ? { position: Number(said[1]), title: said[2] ?? '' } : { position: at + 1, title: heading }
  })
