/*
 * A footnote is a link to a place that links back, whoever wrote it: Word (_ftn1, _ftnref1), LibreOffice
 * (sdfootnote1sym, sdfootnote1anc), Docs (ftnt1, ftnt_ref1), pages that list their notes at the end. The first of the
 * two is the mark in the text, the other is in the note. They become footnotes as the editor writes them.
 */
export function linkNotes(body: HTMLElement): void {
  const links = [...body.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')]
  const targets = targetsIn(body)
  const taken = new Set<Element>()
  const notes: Element[] = []
  let number = 0
  for (const link of links) {
    const target = taken.has(link) ? undefined : targets.get(hashOf(link))
    const holder = target && holderOf(target)
    if (!holder || holder.contains(link)) continue
    const back = links.filter((one) => holder.contains(one) && namesOf(link).has(hashOf(one)))
    if (back.length === 0) continue
    for (const one of back) taken.add(one)
    number++
    notes.push(...noteOf(holder, back, number))
    mark(link, number)
  }
  gather(body, notes)
}

function targetsIn(body: HTMLElement): ReadonlyMap<string, Element> {
  const targets = new Map<string, Element>()
  for (const one of body.querySelectorAll('[id], a[name]')) {
    for (const name of [one.id, one.localName === 'a' ? (one.getAttribute('name') ?? '') : ''])
      if (name && !targets.has(name)) targets.set(name, one)
  }
  return targets
}

/** A browser writes the address of the page before it. */
const hashOf = (link: HTMLAnchorElement): string => {
  const href = link.getAttribute('href') ?? ''
  return href.slice(href.indexOf('#') + 1)
}

/** What a mark may be linked to by: its own name, or that of what is right around or in it. */
function namesOf(link: HTMLAnchorElement): ReadonlySet<string> {
  const near = [link, link.parentElement, ...link.children]
  return new Set(near.flatMap((one) => [one?.id ?? '', one?.getAttribute('name') ?? '']).filter(Boolean))
}

const BOX = 'div[id^="ftn"], div[id^="edn"], div[id^="sdfootnote"], div[id^="sdendnote"]'

const holderOf = (target: Element): Element | null =>
  target.closest('li, aside, dd') ?? target.closest(BOX) ?? target.closest('p') ?? target.closest('div')

/** `[12]`, `(iv)`, `*`. */
const LONGEST_MARK = 8

function mark(link: HTMLAnchorElement, number: number): void {
  const page = link.ownerDocument
  const around = link.closest('sup')
  const made = page.createElement('a')
  made.id = `ref-${number}`
  made.setAttribute('href', `#note-${number}`)
  made.textContent = String(number)
  const sup = page.createElement('sup')
  sup.append(made)
  // Around the mark there may be brackets, and nothing else that is raised.
  const isAlone = around !== null && (around.textContent ?? '').trim().length <= LONGEST_MARK
  ;(isAlone ? around : link).replaceWith(sup)
}

/** Its paragraphs, the number before the first; the links back, and what was raised with them, are gone. */
function noteOf(holder: Element, back: readonly Element[], number: number): readonly Element[] {
  const page = holder.ownerDocument
  for (const one of back) {
    const raised = one.closest('sup')
    one.remove()
    if (raised && holder.contains(raised) && !raised.textContent?.trim()) raised.remove()
  }
  const inside = [...holder.children].filter(({ localName }) =>
    /^(?:p|ul|ol|blockquote|div)$/.test(localName),
  )
  const isBoxed = holder.localName !== 'p' && inside.length > 0
  const blocks = isBoxed ? inside : [page.createElement('p')]
  const [first] = blocks
  if (!isBoxed) first?.append(...holder.childNodes)
  const link = page.createElement('a')
  link.id = `note-${number}`
  link.setAttribute('href', `#ref-${number}`)
  link.textContent = String(number)
  if (first) trimBefore(first)
  first?.prepend(link, ' ')
  removeWithHusks(holder, blocks)
  return blocks
}

/** One space stands between the number and its note. */
function trimBefore(block: Element): void {
  const texts = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    node.nodeValue = node.nodeValue?.trimStart() ?? ''
    if (node.nodeValue) return
  }
}

/** Also the list that held nothing else. */
function removeWithHusks(holder: Element, blocks: readonly Element[]): void {
  for (const block of blocks) block.remove()
  let one: Element | null = holder
  while (one && !one.textContent?.trim() && one.localName !== 'body') {
    const around: Element | null = one.parentElement
    one.remove()
    one = around
  }
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

/**
 * Notes that are pasted get names that no note of the text has, until all are numbered anew; a mark whose note was not
 * copied with it stays as a number, and a note without its mark as a paragraph.
 */
export function renameNotes(body: HTMLElement, stamp: string): boolean {
  const links = [...body.querySelectorAll<HTMLAnchorElement>('a[id]')].flatMap((link) => {
    const [, kind, name = ''] = /^(?:text-)?(ref|note)-(.+)$/.exec(link.id) ?? []
    return kind === 'ref' || kind === 'note' ? [{ link, kind, name }] : []
  })
  const has = (kind: string, name: string): boolean =>
    links.some((one) => one.kind === kind && one.name === name)
  let some = false
  for (const { link, kind, name } of links) {
    const other = kind === 'ref' ? 'note' : 'ref'
    if (!has(other, name)) link.replaceWith(...link.childNodes)
    else {
      link.id = `${kind}-${stamp}-${name}`
      link.setAttribute('href', `#${other}-${stamp}-${name}`)
      some = true
    }
  }
  return some
}
