import { href, routes } from '../routes.ts'
import { assetHref, EDITOR } from './assets.ts'
import type { EditorSettings, Said } from './editor/said.ts'
import type { Page } from './page.ts'
import { locale, t } from './say.ts'

/**
 * For the head of a page with a `<textarea data-editor="content">` (or notes, or summary): the editor over it, and
 * what it has to say. Without script the field stays a field.
 */
export function EditorScript({ page: { actor } }: { readonly page: Page }) {
  const images = actor.type === 'member' ? href(routes.images, { name: actor.name }) : null
  const settings: EditorSettings = { said: said(), images, respell: routes.respell }
  return (
    <>
      <link rel="stylesheet" href={assetHref('editor.css')} />
      <script type="module" src={assetHref(EDITOR)} data-editor-settings={JSON.stringify(settings)} />
    </>
  )
}

const known = new Map<string, Said>()

/** The same on every page of a language. */
function said(): Said {
  const before = known.get(locale())
  if (before) return before
  const made: Said = { ...buttons(), ...keys(), ...ways(), ...questions() }
  known.set(locale(), made)
  return made
}

const buttons = () => ({
  format: t('Format'),
  bold: t('Bold'),
  italic: t('Italic'),
  underline: t('Underlined'),
  struck: t('Struck out'),
  small: t('Small'),
  sub: t('Lowered'),
  sup: t('Raised'),
  heading: t('Heading'),
  quotation: t('Quotation'),
  bullets: t('List'),
  numbers: t('Numbered list'),
  link: t('Link'),
  picture: t('Picture'),
  scene: t('Scene break'),
  start: t('To the left'),
  centre: t('Centred'),
  end: t('To the right'),
  justify: t('Even at both sides'),
  footnote: t('Footnote'),
  ruby: t('Reading above the words (ruby)'),
  rtl: t('From right to left'),
  undo: t('Undo'),
  redo: t('Redo'),
  clear: t('Clear formatting'),
  whole: t('Full screen'),
  shortcuts: t('Keyboard shortcuts'),
})

const keys = () => ({
  toBar: t('To the toolbar, and with Tab back to the text'),
  indent: t('Item one level deeper'),
  outdent: t('Item one level up'),
  lineBreak: t('New line in the same paragraph'),
  leave: t('Leave the text; leave full screen'),
})

/** A number of each grammatical kind there is; the script knows which it needs. */
const PLURALS = [
  ['zero', 0],
  ['one', 1],
  ['two', 2],
  ['few', 3],
  ['many', 11],
  ['other', 100],
] as const

const ways = () => ({
  ways: t('How to write this'),
  rich: t('Rich text'),
  html: 'HTML',
  markdown: 'Markdown',
  words: Object.fromEntries(PLURALS.map(([kind, n]) => [kind, wordsOf(n)])),
})

/** "# words": the script puts the count in its language's digits where the number stands. */
const wordsOf = (n: number): string =>
  t('{n, plural, one {# word} other {# words}}', { n }).replace(/[\d٠-٩]+/, '#')

const questions = () => ({
  address: t('Address'),
  shown: t('Words to show (the address, if empty)'),
  base: t('Words'),
  reading: t('Reading above them'),
  file: t('A picture from this device'),
  elsewhere: t('Or the address of one on the web'),
  alt: t('What the picture shows'),
  altHint: t('Needed: for readers who do not see it, and where it cannot be loaded.'),
  insert: t('Insert'),
  remove: t('Remove the link'),
  cancel: t('Cancel'),
  close: t('Close'),
  sending: t('Sending the picture'),
  notSent: t('The picture was not kept: the archive could not be reached, or refused it. Try again.'),
  noPicture: t('Choose a picture, or give an address that begins with https://.'),
  badAddress: t('Give a web address (https://…), an e-mail address (mailto:…) or a name in this text (#…).'),
  notRespelled: t('The archive could not be reached, so the text stays as it is. Try again in a moment.'),
})
