/**
 * Titles from printed headings. Until October 2025 a heading was the bare title, or `Chapter 2` for a chapter
 * without one; since then it is `Chapter 2` or `Chapter 2: Title`. A file is of the second kind only when
 * every heading in it is, so that a title that itself begins with `Chapter 2:` is kept as it was written.
 */
export function chapterTitles(headings: readonly string[], mayBeNumbered: boolean): string[] {
  const numbered = mayBeNumbered && areNumbered(headings)
  return headings.map((heading, at) => {
    const start = `Chapter ${at + 1}`
    if (heading === start) return ''
    return numbered ? heading.slice(start.length + 1).trim() : heading
  })
}

export const areNumbered = (headings: readonly string[]): boolean =>
  headings.every(
    (heading, at) => heading === `Chapter ${at + 1}` || heading.startsWith(`Chapter ${at + 1}: `),
  )
