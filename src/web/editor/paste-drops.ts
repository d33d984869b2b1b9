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

/*
 * Footnotes of Word (_ftn1, _ftnref1), LibreOffice (sdfootnote1sym, sdfootnote1anc) and Docs (ftnt1, ftnt_ref1)
 * become footnotes as the editor writes them.
 */
const IN_TEXT = /^(?:_ftnref|_ednref|sd(?:foot|end)note(?=\d+anc$)|ftnt_ref)(\d+)(?:anc)?$/
const IN_NOTE = /^(?:_ftn|_edn|sd(?:foot|end)note(?=\d+sym$)|ftnt)(\d+)(?:sym)?$/

export function linkNotes(body: HTMLElement): void {
  const notes: Element[] = []
  for (const link of body.querySelectorAll('a')) {
    const name = link.name || link.id
    const [, mark] = IN_TEXT.exec(name) ?? []
    const [, note] = IN_NOTE.exec(name) ?? []
    const number = mark ?? note
    if (number === undefined) continue
    link.removeAttribute('name')
    link.id = `${mark ? 'ref' : 'note'}-${number}`
    link.setAttribute('href', `#${mark ? 'note' : 'ref'}-${number}`)
    if (mark) raise(link, number)
    else notes.push(...noteOf(link, number))
  }
  gather(body, notes)
}

function raise(link: HTMLAnchorElement, number: string): void {
  link.textContent = number
  if (link.closest('sup')) return
  const sup = link.ownerDocument.createElement('sup')
  link.replaceWith(sup)
  sup.append(link)
}

function noteOf(link: HTMLAnchorElement, number: string): Element[] {
  link.textContent = number
  const paragraph = link.closest('p')
  if (!paragraph) return []
  const raised = link.closest('sup')
  paragraph.prepend(link)
  if (raised && !raised.textContent?.trim()) raised.remove()
  trimAfter(link)
  link.after(' ')
  const box = paragraph.closest('div[id^="ftn"], div[id^="edn"], div[id^="sdfootnote"], div[id^="sdendnote"]')
  return box ? [...box.children] : [paragraph]
}

/** One space stands between the number and its note. */
function trimAfter(link: Element): void {
  for (let next = link.nextSibling; next && !next.textContent?.trim(); next = link.nextSibling) next.remove()
  const next = link.nextSibling
  if (next?.nodeType === Node.TEXT_NODE) next.nodeValue = next.nodeValue?.trimStart() ?? ''
}

function gather(body: HTMLElement, notes: readonly Element[]): void {
  if (notes.length === 0) return
  const list = body.querySelector(
    '[data-style*="mso-element:footnote-list"], [data-style*="mso-element: footnote-list"]',
  )
  const box = body.ownerDocument.createElement('div')
  box.className = 'footnotes'
  box.append(...notes)
  // Word's list begins with a rule of its own.
  list?.remove()
  body.append(box)
}
