import { describe, expect, test } from 'vitest'
import { cleanHtml, showPictures, surelyClean } from './index.ts'

const HASH = 'ab'.repeat(32)
const own = `/images/${HASH}.jpg`
const FACTS = { width: 2000, height: 1000, widths: [480, 960, 1600], moving: false }
const show = (html: string, facts: Partial<typeof FACTS> = {}) =>
  showPictures(html, { [HASH]: { ...FACTS, ...facts } })

describe('an address of a picture that is kept here', () => {
  test('stays as it is, in text and notes; in a summary its description stands', () => {
    const html = `<p><img src="${own}" alt="A" height="1" width="2"></p>`
    for (const field of ['content', 'notes'] as const) {
      expect(cleanHtml(html, field)).toBe(html)
      expect(surelyClean(html, field)).toBe(html)
    }
    expect(cleanHtml(html, 'summary')).toBe('<p>A</p>')
    expect(cleanHtml(`<img src="/images/${HASH}-480.webp">`, 'content')).toContain('-480.webp')
  })

  test('of a page elsewhere is that of the page', () => {
    expect(cleanHtml(`<img src="${own}">`, 'content', 'https://other.example/works/1')).toContain(
      `src="https://other.example${own}"`,
    )
  })

  test.each([
    '/images/x.jpg',
    `/images/${HASH}.svg`,
    `/images/${HASH}.jpg?x=1`,
    `/images/${HASH}.jpg/../../logout`,
    `/images/../${HASH}.jpg`,
    `//images/${HASH}`,
    `/Images/${HASH}.jpg`,
    `/images/${HASH.toUpperCase()}.jpg`,
    '/users/logout',
  ])('is none where it is not spelled so: %s', (src) => {
    const kept = cleanHtml(`<p>x<img src="${src}" alt="words"></p>`, 'content')
    expect(kept).not.toContain('src="/')
  })

  test('is no sound, film or page', () => {
    for (const tag of ['audio', 'video', 'iframe', 'embed', 'object'])
      expect(cleanHtml(`<${tag} src="${own}"></${tag}>`, 'content')).not.toContain(own)
    expect(surelyClean(`<audio src="${own}" controls></audio>`)).not.toContain(own)
  })
})

describe('shown on a page', () => {
  const plain = `<p><img class="x" src="${own}" alt="A"></p>`

  test('it has its size and its widths, and nothing of it comes from the text', () => {
    expect(show(plain)).toBe(
      `<p><img class="x" src="${own}" alt="A" width="2000" height="1000" srcset="/images/${HASH}-480.webp 480w, /images/${HASH}-960.webp 960w, /images/${HASH}-1600.webp 1600w, ${own} 2000w" sizes="(max-width: 704px) 100vw, 704px" loading="lazy" decoding="async"></p>`,
    )
    expect(show(plain, { widths: [] })).not.toContain('srcset')
    expect(show(plain.replace('alt="A"', 'alt="A" width="300"'))).toContain('width="300" height="150"')
    expect(show(plain.replace('alt="A"', 'alt="A" height="100"'))).toContain('width="200" height="100"')
    expect(show(plain.replace('alt="A"', 'alt="A" height="7" width="9"'))).toContain('width="9" height="7"')
  })

  test('written with the archive’s own address it is the same picture', () => {
    expect(show(plain.replace(own, `https://archive.example${own}`))).toBe(show(plain))
  })

  test('one that moves has one beside it that does not', () => {
    expect(show(plain, { moving: true })).toMatch(
      /<picture><source srcset="[^"]+-480\.webp" type="image\/webp" media="\(prefers-reduced-motion: reduce\)"><img [^>]+><\/picture>/,
    )
  })

  test('others are left alone, and so are words that only look like one', () => {
    for (const html of [
      `<p><img src="/images/${'cd'.repeat(32)}.jpg" alt=""></p>`,
      `<p><img src="https://elsewhere.example/a.png" alt="/images/"></p>`,
      `<p>&lt;img src="${own}"&gt;</p>`,
      `<p>&lt;img src="${own}" /images/</p>`,
    ])
      expect(show(html)).toBe(html)
  })
})
