/**
 * A text's headings, made to follow the page's: the highest stands one below `under`, and no level is skipped,
 * as HTML and those who listen to a page want it. Only shown so: what is stored is what was written.
 */
export function fitHeadings(cleanHtml: string, under: number): string {
  const open: number[] = []
  let shown = 0
  return cleanHtml.replace(/<(\/?)h([1-6])(?=[ >])/g, (_, end: string, level: string) => {
    if (!end) {
      while ((open.at(-1) ?? 0) >= Number(level)) open.pop()
      open.push(Number(level))
      shown = Math.min(6, under + open.length)
    }
    return `<${end}h${shown}`
  })
}
