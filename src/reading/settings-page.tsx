import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { Choice, Csrf, type Option } from '../web/form.tsx'
import { Layout, Script } from '../web/layout.tsx'
import { type Page, type ReadingSettings, USUAL_SETTINGS } from '../web/page.ts'
import { t } from '../web/say.ts'
import { CHOICES } from '../web/settings.ts'

interface SettingsPageProps {
  readonly page: Page
  /** Where the reader came from: a path of this archive, already checked. */
  readonly back: string
}

/** How text looks, for this reader on this device. */
export function SettingsPage({ page, back }: SettingsPageProps) {
  return (
    <Layout
      page={page}
      title={t('Light, type and page')}
      active="settings"
      head={<Script name="comfort.js" />}
    >
      <div class="page-head">
        <h2 class="heading">{t('Light, type and page')}</h2>
        <p>
          {t('For you on this device. It is kept in a cookie that only sets the page; nobody counts it.')}
        </p>
      </div>
      <form
        class="comfort"
        method="post"
        action={routes.settings}
        data-comfort={JSON.stringify(USUAL_SETTINGS)}
      >
        <Csrf page={page} />
        <input type="hidden" name="back" value={back} />
        <div class="choosing">
          <Choices chosen={page.settings} />
        </div>
        <div class="seen">
          <Specimen />
          <p class="actions field">
            <button type="submit" class="first">
              {t('Keep these')}
            </button>
            <button type="submit" name="reset" value="yes">
              {t('As it was at first')}
            </button>
            <a href={back}>{t('Back to where you were')}</a>
          </p>
        </div>
      </form>
    </Layout>
  )
}

function Choices({ chosen }: { readonly chosen: ReadingSettings }) {
  const of = <Name extends keyof ReadingSettings>(
    name: Name,
    legend: string,
    label: (value: (typeof CHOICES)[Name][number]) => Child,
  ) => (
    <Choice
      name={name}
      legend={legend}
      inline
      chosen={String(chosen[name])}
      options={CHOICES[name].map((value): Option<string> => ({ value: String(value), label: label(value) }))}
    />
  )
  return (
    <>
      {of('theme', t('Paper and ink'), (theme) => (
        <Swatch theme={theme} />
      ))}
      {of('face', t('Typeface'), (face) => (
        <Face face={face} />
      ))}
      {of('size', t('Size of text'), (size) => (
        <Size size={size} />
      ))}
      {of('width', t('Width of the column'), (width) => WIDTHS()[width])}
      {of('spacing', t('Space between lines'), (spacing) => SPACINGS()[spacing])}
      {of('paragraphs', t('Paragraphs'), (paragraphs) => PARAGRAPHS()[paragraphs])}
      {of('align', t('Ends of the lines'), (align) => ALIGNS()[align])}
      {of('hyphens', t('Dividing words at the ends of lines'), (hyphens) => HYPHENS()[hyphens])}
      {of('swipe', t('Turning to the next chapter with a finger'), (swipe) => SWIPES()[swipe])}
    </>
  )
}

function Swatch({ theme }: { readonly theme: ReadingSettings['theme'] }) {
  const names = {
    auto: t('As the device'),
    light: t('Light'),
    sepia: t('Sepia'),
    dark: t('Dark'),
  } as const satisfies Record<ReadingSettings['theme'], string>
  return (
    <span class="swatched">
      {theme === 'auto' ? (
        <span class="swatch halves" aria-hidden="true">
          <span data-theme="light">A</span>
          <span data-theme="dark">a</span>
        </span>
      ) : (
        <span class="swatch" data-theme={theme} aria-hidden="true">
          Aa
        </span>
      )}{' '}
      {names[theme]}
    </span>
  )
}

const FACES: Readonly<Record<ReadingSettings['face'], () => string>> = {
  alegreya: () => 'Alegreya',
  literata: () => 'Literata',
  atkinson: () => 'Atkinson Hyperlegible',
  opendyslexic: () => 'OpenDyslexic',
  serif: () => t('The device’s serif'),
  sans: () => t('The device’s sans'),
}

function Face({ face }: { readonly face: ReadingSettings['face'] }) {
  return (
    <span class="sample" data-face={face}>
      {FACES[face]()}
    </span>
  )
}

function Size({ size }: { readonly size: ReadingSettings['size'] }) {
  return (
    <>
      <span class="sample" data-size={size} aria-hidden="true">
        a
      </span>{' '}
      {size} %
    </>
  )
}

const WIDTHS = (): Record<ReadingSettings['width'], string> => ({
  narrow: t('Narrow'),
  usual: t('Usual'),
  wide: t('Wide'),
  full: t('As wide as the window'),
})
const SPACINGS = (): Record<ReadingSettings['spacing'], string> => ({
  tight: t('Tight'),
  usual: t('Usual'),
  loose: t('Loose'),
})
const PARAGRAPHS = (): Record<ReadingSettings['paragraphs'], string> => ({
  space: t('Space between them'),
  indent: t('First line set in, as in books'),
})
const ALIGNS = (): Record<ReadingSettings['align'], string> => ({
  start: t('Ragged'),
  justify: t('Straight'),
})

const HYPHENS = (): Record<ReadingSettings['hyphens'], string> => ({
  straight: t('Where the ends are straight'),
  always: t('Always'),
  never: t('Never'),
})
const SWIPES = (): Record<ReadingSettings['swipe'], string> => ({
  on: t('Drawn across from a side of the page'),
  off: t('Not at all'),
})

/** Long enough to show two paragraphs, a line of talk and a slanted word. */
function Specimen() {
  return (
    <section class="field" aria-labelledby="specimen">
      <h3 class="label" id="specimen">
        {t('So a page looks')}
      </h3>
      <div class="specimen" lang="en" dir="ltr">
        <p>
          Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to
          do: once or twice she had peeped into the book her sister was reading, but it had no pictures or
          conversations in it, “and what is the use of a book,” thought Alice, “without pictures or
          conversations?”
        </p>
        <p>
          There was nothing so <em>very</em> remarkable in that; nor did Alice think it so <em>very</em> much
          out of the way to hear the Rabbit say to itself, “Oh dear! Oh dear! I shall be late!” (when she
          thought it over afterwards, it occurred to her that she ought to have wondered at this, but at the
          time it all seemed quite natural).
        </p>
        <p>
          In another moment down went Alice after it, never once considering how in the world she was to get
          out again.
        </p>
      </div>
    </section>
  )
}
