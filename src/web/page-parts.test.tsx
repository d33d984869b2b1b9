import { describe, expect, test } from 'vitest'
import { GUEST } from '../core/actor.ts'
import { AwayPage, ErrorPage } from './error-page.tsx'
import { ErrorSummary, Field } from './form.tsx'
import { inLanguage } from './languages.tsx'
import { Layout, render } from './layout.tsx'
import { type Page, USUAL_SETTINGS } from './page.ts'
import { speaking } from './say.ts'
import { sayList, sayWith } from './say-with.ts'

const page: Page = {
  archive: 'A <b> & B',
  actor: GUEST,
  settings: USUAL_SETTINGS,
  path: '/works?tag=%3Cscript%3E',
  csrf: 'c5rf',
  ready: true,
  robots: true,
}

describe('every page', () => {
  test('says its title and the archive’s, escaped', () => {
    expect(
      render(
        <Layout page={page} title="1 < 2">
          x
        </Layout>,
      ),
    ).toContain('<title>1 &lt; 2 | A &lt;b&gt; &amp; B</title>')
  })

  test('carries a reader’s settings on its root, but not the usual ones', () => {
    expect(
      render(
        <Layout page={page} title="">
          x
        </Layout>,
      ),
    ).toContain('<html lang="en" dir="ltr">')
    const settings = { ...USUAL_SETTINGS, theme: 'sepia', size: 150 } as const
    const html = render(
      <Layout page={{ ...page, settings }} title="">
        x
      </Layout>,
    )
    expect(html).toContain('<html lang="en" dir="ltr" data-theme="sepia" data-size="150">')
  })

  test('runs from right to left in Arabic', () => {
    expect(
      speaking('ar', () =>
        render(
          <Layout page={page} title="">
            x
          </Layout>,
        ),
      ),
    ).toContain('<html lang="ar" dir="rtl">')
  })

  test('has neither script nor style in it', () => {
    const html = render(<ErrorPage page={page} status={404} />)
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/)
  })

  test('keeps the question when the language changes', () => {
    expect(inLanguage('/works?tag=a%26b&page=2&ui=de', 'ar')).toBe('/works?tag=a%26b&page=2&ui=ar')
    expect(inLanguage('//evil.example/x', 'de')).toBe('/x?ui=de')
  })
})

describe('when something is wrong', () => {
  test('the page for a database that is away needs no archive', () => {
    const html = render(<AwayPage archive="Lamps" settings={USUAL_SETTINGS} path="/works/7" />)
    expect(html).toContain('The shelves are out of reach')
    expect(html).toContain('href="/works/7"')
  })

  test('a field gives back what was typed and is bound to its fault', () => {
    const html = String(<Field name="name" label="Name" value={'"><i>'} fault="Too short." hint="Any." />)
    expect(html).toContain('value="&quot;&gt;&lt;i&gt;"')
    expect(html).toContain('aria-invalid="true" aria-describedby="f-name-hint f-name-fault"')
  })

  test('a passphrase is never given back', () => {
    expect(String(<Field name="p" label="P" type="password" value="secret" />)).not.toContain('secret')
  })

  test('the summary leads to each field', () => {
    const html = String(<ErrorSummary faults={{ name: 'Too short.', email: undefined }} />)
    expect(html).toContain('<a href="#f-name">Too short.</a>')
    expect(html).toContain('One thing needs you.')
  })
})

describe('sentences with elements in them', () => {
  test('escape words, keep elements, and count', () => {
    const said = sayWith('{b} · {a} · {n, plural, one {# work} other {# works}}', {
      a: <b>1</b>,
      b: '<2>',
      n: 1200,
    })
    expect(String(<>{said}</>)).toBe('&lt;2&gt; · <b>1</b> · 1,200 works')
  })

  test('stand in the language’s own order', () => {
    const byX = () => String(<>{sayWith('by\u00A0{creators}', { creators: <i>X</i> })}</>)
    expect(speaking('de', byX)).toBe('von\u00A0<i>X</i>')
  })

  test('join lists as the language does', () => {
    const three = (joint?: 'or' | 'commas') => String(<>{sayList(['A', <i>B</i>, 'C'], joint)}</>)
    expect(three()).toBe('A, <i>B</i> and C')
    expect(three('or')).toBe('A, <i>B</i> or C')
    expect(speaking('de', () => three())).toBe('A, <i>B</i> und C')
    expect(speaking('ar', () => three('commas'))).toBe('A، <i>B</i>، C')
  })
})
