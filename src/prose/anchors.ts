/**
 * Chapters shown on one page may share names of notes: this makes the targets of one text its own. It relies on
 * the cleaner's spelling, where no value of an attribute holds a quote or an angle bracket.
 */
export function scopeAnchors(cleanHtml: string, scope: string | number): string {
  return cleanHtml.replace(/<a [^<>]+>/g, (link) =>
    link.replace(/ (id="|href="#)text-/g, (_, start: string) => ` ${start}text-${scope}-`),
  )
}
