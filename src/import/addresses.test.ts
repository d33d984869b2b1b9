import { describe, expect, test } from 'vitest'
import { canonicalAddress, originOf } from './addresses.ts'

describe('the one address of a thing', () => {
  test.each([
    'http://archiveofourown.org/works/42',
    'https://archiveofourown.org/works/42',
    'https://www.archiveofourown.org/works/42/',
    'https://ao3.org/works/42',
    'https://archiveofourown.gay/works/42',
    'http://archiveofourown.com/works/42?view_full_work=true',
    'https://archiveofourown.net/works/42#workskin',
    'http://insecure.archiveofourown.org/works/42',
    'https://download.archiveofourown.org/works/42',
    'https://archiveofourown.org/collections/yuletide2012/works/42',
    'https://archiveofourown.org/works/42/chapters/99',
    'HTTPS://ArchiveOfOurOwn.org/works/42',
    '/works/42',
  ])('%s is work 42 of the Archive of Our Own [I-013]', (href) => {
    expect(originOf(href, '')).toEqual({
      url: 'https://archiveofourown.org/works/42',
      archive: 'Archive of Our Own',
    })
  })

  test('a work of ours, or of another archive, keeps its host', () => {
    expect(originOf('http://books.example:8080/works/7?x=1#top', 'Small Archive')).toEqual({
      url: 'http://books.example:8080/works/7',
      archive: 'Small Archive',
    })
  })

  test.each(['https://archiveofourown.org.evil.example/works/42', 'https://notao3.org/works/42'])(
    '%s is not the Archive of Our Own',
    (href) => {
      expect(originOf(href, 'Elsewhere')?.archive).toBe('Elsewhere')
    },
  )

  test.each([
    'javascript:alert(1)//works/42',
    'data:text/html,/works/42',
    'https://archiveofourown.org/tags/Tea',
    '',
  ])('%s is no origin', (href) => {
    expect(originOf(href, '')).toBeNull()
  })

  test('related works elsewhere keep their query, which may be their only name', () => {
    expect(canonicalAddress('http://efiction.example/viewstory.php?sid=5#c2')).toBe(
      'http://efiction.example/viewstory.php?sid=5',
    )
    expect(canonicalAddress('https://archiveofourown.org/collections/Tea/series/7?page=2')).toBe(
      'https://archiveofourown.org/series/7',
    )
  })
})
