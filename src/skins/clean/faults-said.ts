import { t } from '../../web/say.ts'
import type { CssFault, CssRefusal } from './css-fault.ts'
import { LONGEST_CSS } from './read-css.ts'

/** Why it cannot be taken, and what can be done instead. */
const SAYS: Readonly<Record<CssRefusal, () => string>> = {
  'too-long': () => t('The CSS is longer than {most} letters.', { most: LONGEST_CSS }),
  unreadable: () => t('This cannot be read as CSS.'),
  unclosed: () => t('What begins here does not end: a bracket, quotation mark or comment is missing.'),
  unopened: () => t('This bracket closes nothing that is open.'),
  'too-deep': () => t('There are too many brackets in brackets.'),
  escape: () => t('Write letters as they are: a backslash may stand between quotation marks only.'),
  'at-rule': () => t('Rules that begin with @ are not taken: no @import, @font-face, @media.'),
  nested: () => t('One rule stands in another. Write each with its whole selector.'),
  selector: () => t('This kind of selector is not taken.'),
  attribute: () =>
    t('Selectors may not look at this attribute: it could tell what somebody typed or where a link leads.'),
  outside: () => t('This would look outside the work. A work skin reaches the work alone.'),
  property: () => t('This property is not among those that a skin may set.'),
  'own-property': () => t('Properties of one’s own (--name, var) are for site skins.'),
  pinned: () => t('A work skin may not pin anything to the window: write static, relative or absolute.'),
  value: () => t('This value is not one that a skin may give here.'),
  function: () => t('This function is not among those that a skin may use.'),
  address: () => t('Only pictures that are kept here may be shown: /images/ and the name of one of yours.'),
  'too-big': () => t('This is larger than a skin may make anything.'),
}

export const refusalSaid = (why: CssRefusal): string => SAYS[why]()

export const placeSaid = ({ line, column }: CssFault): string =>
  t('Line {line}, column {column}', { line, column })
