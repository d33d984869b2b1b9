import { describe, expect, test } from 'vitest'
import { GUEST } from '../core/actor.ts'
import { AwayPage, ErrorPage } from './error-page.tsx'
import { ErrorSummary, Field } from './form.tsx'
import { inLanguage } from './languages.tsx'
import { Layout, render } from './layout.tsx'
import { type Page, USUAL_SETTINGS } from './page.ts'
import { fill, listed, slots } from './said.tsx'
import { speaking, t } from './say.ts'

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
  test('stand in the language’s own order', () => {
    const html = String(
      fill('{b} · {a}'.replace('{b}', slots('b').b).replace('{a}', slots('a').a), { a: <b>1</b>, b: '<2>' }),
    )
    expect(html).toBe('&lt;2&gt; · <b>1</b>')
  })

  test('join lists as the language does', () => {
    const three = ['A', <i>B</i>, 'C']
    expect(String(listed(three))).toBe('A, <i>B</i> and C')
    expect(speaking('de', () => String(listed(three)))).toBe('A, <i>B</i> und C')
    expect(speaking('ar', () => String(listed(three, 'plainly')))).toContain('،')
    expect(speaking('de', () => t('by {names}', { names: 'X' }))).toBe('von X')
  })
})
