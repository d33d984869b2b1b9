/** An AO3 download of our own prose: what is not said is ordinary. */
export function download(some: {
  id?: number
  title?: string
  by?: string
  rows?: Readonly<Record<string, string>>
  preface?: string
  stats?: string
  summary?: string
  chapters?: string
  afterword?: string
}): string {
  const { id = 4711, title = 'A Lamp', by = '<a rel="author" href="/users/wick/pseuds/wick">wick</a>' } = some
  const rows = {
    Rating: '<a href="https://archiveofourown.org/tags/General%20Audiences">General Audiences</a>',
    'Archive Warning': '<a href="x">No Archive Warnings Apply</a>',
    Fandom: '<a href="x">Original Work</a>',
    Language: 'English',
    ...some.rows,
    Stats: some.stats ?? 'Published: 2026-01-02 Words: 9 Chapters: 1/1',
  }
  const list = Object.entries(rows).map(([label, value]) => `<dt>${label}:</dt><dd>${value}</dd>`)
  const text = some.chapters ?? '<div class="userstuff"><p>It was lit before anyone asked.</p></div>'
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>
<div id="preface"><p class="message"><b>${title}</b><br>Posted originally on the <a href="https://archiveofourown.org/">Archive of Our Own</a> at <a href="https://archiveofourown.org/works/${id}">https://archiveofourown.org/works/${id}</a>.</p>
<div class="meta"><dl class="tags">${list.join('')}</dl><h1>${title}</h1><div class="byline">by ${by}</div>${
    some.summary === undefined
      ? ''
      : `<p>Summary</p><blockquote class="userstuff">${some.summary}</blockquote>`
  }${some.preface ?? ''}</div></div>
<div id="chapters" class="userstuff">${text}</div>
<div id="afterword"><div class="meta">${some.afterword ?? ''}</div><p class="message">Please drop by the Archive and comment to let the creator know if you enjoyed their work!</p></div></body></html>`
}

/** Chapters with heads, as downloads of many have. */
export const chapterBoxes = (count: number, title = (at: number) => `Square ${at}`): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `<div class="meta group"><h2 class="heading">Chapter ${at + 1}: ${title(at + 1)}</h2></div><div class="userstuff"><p>The ${at + 1}th lamp.</p></div>`,
  ).join('')

/** One of our own downloads with this in its hidden part: a stranger can write anything there. */
export function carrying(carried: object, some: Parameters<typeof download>[0] = {}): string {
  const json = JSON.stringify(carried).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return download(some).replace('<head>', `<head><meta name="palimpsest:record" content="${json}">`)
}
