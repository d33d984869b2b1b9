import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docx, drawing, line, para, run } from '../../test/documents/docx-made.ts'
import { epub } from '../../test/documents/epub-made.ts'
import { odt, p } from '../../test/documents/odt-made.ts'
import { sendDocuments } from '../../test/documents/sending.ts'
import { type Listening, listen } from '../../test/listen.ts'
import { noise } from '../../test/pictures.ts'
import { makeWorld, NOW, type World } from '../../test/world.ts'
import { waitingPictures } from '../import/index.ts'
import { sweepImages } from '../works/index.ts'

/** Pictures inside documents: kept with their words, asked for where there are none, refused one by one. */
let world: World
let site: Listening
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
})
afterAll(async () => {
  await site.close()
  await world.end()
})

const png = (seed: number): Promise<Buffer> => noise(40, 30, seed).png().toBuffer()

async function read(name: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const fields = { manner: 'find', into: '', key: crypto.randomUUID() }
  const answer = await sendDocuments(site, { world, as: 'reader', files: { [name]: bytes }, fields })
  expect(answer.status, await answer.clone().text()).toBe(303)
  return answer.headers.get('location') ?? ''
}
const page = async (path: string) => (await world.get(path, 'reader')).text()
const blocks = async (path: string): Promise<string> => {
  const { rows } = await world.pool.query(
    `select string_agg(array_to_string(blocks, ' '), ' ' order by position) as text from document_chapters where document_id = $1`,
    [path.split('/').at(-1)],
  )
  return rows[0].text
}
const KEPT = /<img src="\/images\/[0-9a-f]{64}\.(?:png|jpg)" alt="([^"]*)">/g
const alts = async (path: string): Promise<string[]> =>
  [...(await blocks(path)).matchAll(KEPT)].map(([, alt = '']) => alt)

describe('pictures inside a document', () => {
  test('of Word are kept in their places; one without words is asked for, a hostile one named and left out', async () => {
    const media = { 'word/media/a.png': await png(1), 'word/media/b.png': await png(2) }
    const made = docx({
      body: [
        line('Before the lamp.'),
        para(drawing('rA', 'A “lamp” & a moth')),
        para(run('Between. ') + drawing('rB')),
        para(drawing('rBad', 'A trap')),
        para(drawing('rGone', 'A hole')),
        line('After it all.'),
      ].join(''),
      images: { rA: 'media/a.png', rB: 'media/b.png', rBad: 'media/c.png', rGone: 'media/none.png' },
      more: [
        ...Object.entries(media).map(([name, data]) => ({ name, data })),
        { name: 'word/media/c.png', data: '<html><script>alert(1)</script></html>' },
      ],
    })
    const at = await read('lamps.docx', made)
    expect(await alts(at)).toEqual(['A “lamp” &amp; a moth', ''])
    const text = await blocks(at)
    expect(text).toMatch(/Before the lamp.*A “lamp”.*Between\. <img.*After it all/s)
    const html = await page(at)
    expect(html).toContain('The picture “A trap” was not taken.')
    expect(html).toContain('1 picture was not taken')
    const [, field = ''] = /name="(alt-[0-9a-f]{64}\.png)"/.exec(html) ?? []
    const form = { title: 'Lamps', language: 'en' }
    const asked = await world.post(at, { ...form, deed: 'make' }, 'reader')
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain('Say in a few words what each picture shows')
    const done = await world.post(at, { ...form, deed: 'make', [field]: 'A moth "asleep"' }, 'reader')
    expect(done.status).toBe(303)
    const { rows } = await world.pool.query(`select html from chapters join works on works.id = work_id
      where works.title = 'Lamps'`)
    expect(rows[0].html).toMatch(/alt="A moth &quot;asleep&quot;"/)
    expect(await page(`/users/reader/images`)).toContain('A moth')
  })

  test('of LibreOffice, of a book and of a page are kept too', async () => {
    const image = await png(3)
    const frame =
      '<draw:frame draw:name="Bild1"><draw:image xlink:href="Pictures/1.png"/><svg:desc>Eine Möwe</svg:desc></draw:frame>'
    const more = [{ name: 'Pictures/1.png', data: image }]
    expect(await alts(await read('m.odt', odt({ body: p('Salz.') + p(frame), more })))).toEqual(['Eine Möwe'])
    const book = epub({
      title: 'Marées',
      pages: { 'one.xhtml': '<p>Un chien.</p><p><img src="../gull.png" alt="une mouette"/></p>' },
      more: [{ name: 'OEBPS/gull.png', data: image }],
    })
    expect(await alts(await read('m.epub', book))).toEqual(['une mouette'])
    const data = `data:image/png;base64,${image.toString('base64')}`
    const html = `<html><body><p>A gull.</p><p><img src="${data}" alt="a gull"></p><p><img src="data:text/html;base64,PGI+" alt="no"></p></body></html>`
    expect(await alts(await read('m.html', html))).toEqual(['a gull'])
  })

  test('of RTF are kept, once each and in their places; what no browser shows is named, and no text after it is lost', async () => {
    const [one, two, three] = [await png(11), await png(12), await noise(30, 20, 13).jpeg().toBuffer()]
    const lines = (bytes: Buffer) => bytes.toString('hex').replace(/.{128}/g, '$&\r\n')
    const said = (words: string) =>
      String.raw`{\*\picprop\shplid1{\sp{\sn wzName}{\sv Bild 1}}{\sp{\sn wzDescription}{\sv ${words}}}}`
    const rtf = [
      String.raw`{\rtf1\ansi\ansicpg1252{\header{\pict\pngblip ${lines(one)}}}\pard Before. `,
      String.raw`{\*\shppict{\pict${said(String.raw`Die M\'f6we \u8220?Ida\u8221?`)}\picw40\pich30\pngblip{\*\blipuid 00ff}`,
      String.raw`${lines(one)}}}{\nonshppict{\pict\wmetafile8 0102}}\par`,
      String.raw`\pard{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict\jpegblip ${lines(three)}}}}}}Between.\par`,
      String.raw`\pard{\pict${said('A drawing')}\wmetafile8 0102}\par\pard{\pict\pngblip\bin${two.length} `,
      two.toString('latin1'),
      String.raw`}After it all.\par}`,
    ].join('')
    const at = await read('m.rtf', new Uint8Array(Buffer.from(rtf, 'latin1')))
    expect(await alts(at)).toEqual(['Die Möwe “Ida”', '', ''])
    const text = await blocks(at)
    expect(text).toMatch(/Before\. <img.*<img[^>]*>Between\..*<img[^>]*>After it all/s)
    expect(text).not.toMatch(/0102|Bild 1|89504e47/)
    expect(await page(at)).toContain('A drawing')
  })

  test('stay as long as the document waits, and one may be left out', async () => {
    const data = `data:image/png;base64,${(await png(9)).toString('base64')}`
    const at = await read('w.html', `<html><body><p>A hive.</p><p><img src="${data}"></p></body></html>`)
    const later = new Date(NOW.getTime() + 90 * 86_400_000)
    await sweepImages(world.db, world.files, later, await waitingPictures(world.db))
    const [, file = ''] = /name="alt-([0-9a-f]{64}\.png)"/.exec(await page(at)) ?? []
    expect((await world.get(`/images/${file}`, 'reader')).status).toBe(200)
    await world.post(at, { deed: 'save', [`alt-${file}`]: '', [`leave-${file}`]: 'yes' }, 'reader')
    expect(await alts(at)).toEqual([])
    expect(await page(at)).not.toContain('What the pictures show')
  })
})
