import { describe, expect, it } from 'vitest'
import { anonymous, arabic, draft, found, kept, longTags, members } from '../../test/preview/made-up-works.ts'
import { Blurb } from './blurb.tsx'

const shown = (work: typeof longTags): string => String(Blurb({ work }))

describe('a work in a list', () => {
  it('shows eighteen tags and folds the rest away', () => {
    const html = shown(longTags)
    expect(html).toContain('22 more tags')
    expect(html.split('<details')[0]?.match(/class="tag"/g)).toHaveLength(18 + longTags.fandoms.length)
  })

  it('folds nothing away for fewer than five tags', () => {
    const freeforms = longTags.freeforms.slice(0, 11)
    expect(shown({ ...longTags, freeforms })).not.toContain('<details')
  })

  it('signs anonymous works with Anonymous and names for whom they are', () => {
    const html = shown(anonymous)
    expect(html).toContain('Anonymous')
    expect(html).toContain(
      'for <a class="recipient" href="/gifts?recipient=tellmeofawoman" rel="nofollow"><bdi>tellmeofawoman</bdi>',
    )
    expect(html).not.toContain('rel="author"')
  })

  it('gives title and summary their own language and direction', () => {
    const html = shown(arabic)
    expect(html).toContain('<a href="/works/104" lang="ar" dir="rtl">')
    expect(html).toContain('<blockquote class="userstuff summary" lang="ar" dir="rtl">')
    expect(html).toContain('العربية')
    expect(shown(longTags)).not.toContain('<dt class="language">')
  })

  it('says in words who may see what not everyone may', () => {
    expect(shown(members)).toContain('Members only')
    expect(shown(kept)).toContain('Kept copy from Archive of Our Own')
    expect(shown(draft)).toContain('Draft')
  })

  it('leads from a passage found to the words in their chapter', () => {
    const html = shown(found)
    expect(html).toContain('<mark>wall</mark>')
    expect(html).toContain('href="/works/109/chapters/9002#:~:text=wall"')
  })

  it('lets no tag out of its own element', () => {
    const freeforms = [{ kind: 'freeform', name: '<b>"&\'', page: 'a/b&c.d?e#f"<' }] as const
    const html = shown({ ...draft, freeforms })
    expect(html).toContain('<bdi>&lt;b&gt;&quot;&amp;&#39;</bdi>')
    expect(html).toContain('href="/tags/a*s*b*a*c*d*d*q*e*h*f%22%3C/works"')
  })
})
