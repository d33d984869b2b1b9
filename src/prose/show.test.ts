import { expect, test } from 'vitest'
import { scopeAnchors } from './anchors.ts'
import { fitHeadings } from './headings.ts'
import { toXhtml } from './xhtml.ts'

test('chapters on one page keep their notes apart, and prose about it stays', () => {
  const html =
    '<p>id="text-x" <a id="text-x">a</a><a href="#text-x" rel="nofollow">b</a><a href="/text-x">c</a></p>'
  expect(scopeAnchors(html, 3)).toBe(
    '<p>id="text-x" <a id="text-3-x">a</a><a href="#text-3-x" rel="nofollow">b</a><a href="/text-x">c</a></p>',
  )
})

test('headings follow the page’s and skip no level', () => {
  expect(fitHeadings('<h5 class="ab">a</h5><h6>b</h6><h2>c</h2><h4>d</h4><h2>e</h2>', 3)).toBe(
    '<h4 class="ab">a</h4><h5>b</h5><h4>c</h4><h5>d</h5><h4>e</h4>',
  )
})

test('an e-book gets XML', () => {
  expect(
    toXhtml(
      '<p lang="en">a&nbsp;b<br>c &lt;3<img src="http://a.example/?a&amp;b" alt="&quot;x&quot;"></p><details open><summary>s</summary></details>',
    ),
  ).toBe(
    '<p lang="en" xml:lang="en">a&#160;b<br />c &lt;3<img src="http://a.example/?a&amp;b" alt="&quot;x&quot;" /></p><details open="open"><summary>s</summary></details>',
  )
})
