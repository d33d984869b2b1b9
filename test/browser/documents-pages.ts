import { docx, line, styled } from '../documents/docx-made.ts'
import { sendDocuments } from '../documents/sending.ts'
import type { Listening } from '../listen.ts'
import type { World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

/** The form for documents, one that was read with everything there is to say of it, and a chapter from inside. */
export async function documentsPages(world: World, site: Listening): Promise<PageKind[]> {
  const picture =
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="A gull"/></wp:inline></w:drawing></w:r></w:p>'
  const tide = docx({
    core: 'A Tide of One’s Own',
    body: [
      styled('Title', 'A Tide of One’s Own'),
      line(`By somebody ${'WithoutAnySpaceAtAll'.repeat(8)}`),
      styled('Heading1', 'Chapter 1: Ebb'),
      line('The sea lay still.'),
      line('Nobody had asked it to.'),
      picture,
      styled('Heading1', 'Chapter 2: الجزر'),
      line('كان البحر ساكنا.', '<w:bidi/>'),
    ].join(''),
  })
  const files = { 'tide.docx': tide, 'map of the whole of the sea.pdf': '%PDF-1.7' } as const
  await sendDocuments(site, { world, as: 'reader', files })
  const answer = await sendDocuments(site, { world, as: 'reader', files, fields: { manner: 'headings' } })
  const path = answer.headers.get('location') ?? ''
  const page = await (await world.get(path, 'reader')).text()
  const chapter = [...page.matchAll(/name="title-(\d+)"/g)][1]?.[1] ?? ''
  const kinds = [
    ['files of a work', '/works/documents'],
    ['a document that was read', path],
    ['a chapter of a document, inside', `${path}?chapter=${chapter}`],
  ] as const
  return kinds.map(([name, at]) => ({ name, path: at, as: 'reader' }))
}
