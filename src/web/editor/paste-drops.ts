import { styleOf } from './paste-styles.ts'

/** What stands on the clipboard and was not written by the writer, or not any more. */
const NOT_TEXT = [
  'style, script, meta, link, title, xml, template, noscript, button, select, input, textarea, svg',
  // Word: its own namespace, comments and their marks.
  '.MsoCommentReference, .MsoCommentText, .msocomanchor, .msocomtxt, .msocomoff',
  '[data-style*="mso-element:comment"], [data-style*="mso-hide:all"], [data-style*="mso-hide: all"]',
  // Tracked changes: a <del> of a story has no date.
  'del[datetime], del[cite], [class*="TrackChangeDelete"], [class*="DeletedTrackedChange"]',
  // Word online’s ends of paragraphs, LibreOffice’s comments, the unseen words of an archive’s page.
  '.EOP, a.comment, [id^="cmnt"], .landmark, .Apple-interchange-newline',
].join(',')

const COMMENT_LINK = /^#(cmnt|_msocom|_cmnt)/

export function dropUnwritten(body: HTMLElement): void {
  dropComments(body)
  for (const one of body.querySelectorAll('ins[datetime], ins[cite]')) one.replaceWith(...one.childNodes)
  // A note of the margin is linked both ways: the mark in the text, and the paragraph that holds it.
  for (const link of body.querySelectorAll('a[href]')) {
    if (!COMMENT_LINK.test(link.getAttribute('href') ?? '')) continue
    const note = /ref/.test(link.getAttribute('href') ?? '') ? link.closest('div, p') : null
    const mark = link.closest('sup') ?? link
    ;(note ?? mark).remove()
  }
  for (const one of body.querySelectorAll(NOT_TEXT)) one.remove()
  for (const one of body.querySelectorAll('[data-style]'))
    if (styleOf(one, 'display') === 'none') one.remove()
  for (const one of body.querySelectorAll('*')) if (one.localName.includes(':')) dropForeign(one)
  for (const image of body.querySelectorAll('img')) {
    if (!/^https?:/i.test(image.getAttribute('src') ?? '')) image.remove()
    else image.setAttribute('alt', image.alt.trim())
  }
}

/** Word's `<o:p>` holds a space, to keep a paragraph open; `<v:shape>` a drawing. */
function dropForeign(one: Element): void {
  if (one.localName.startsWith('v:')) one.remove()
  else one.replaceWith(...one.childNodes)
}

function dropComments(body: HTMLElement): void {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found: Node[] = []
  for (let node = comments.nextNode(); node; node = comments.nextNode()) found.push(node)
  for (const node of found) node.parentNode?.removeChild(node)
}
