import { t } from '../../web/say.ts'
import type { PenNameFaults } from './keep-pen-name.ts'
import { ABOUT_LONGEST, ALT_LONGEST, PEN_NAME_LONGEST, PEN_NAMES_MOST } from './pen-name-rules.ts'

type Said = Readonly<Partial<Record<keyof PenNameFaults, string>>>

const NAME: Readonly<Record<NonNullable<PenNameFaults['name']>, () => string>> = {
  'no-name': () => t('A pen name needs at least one letter or digit.'),
  'long-name': () => t('A pen name has {n} characters at most.', { n: PEN_NAME_LONGEST }),
  'strange-name': () =>
    t(
      'A pen name is made of letters, digits, spaces, hyphens and underscores, with a letter or digit among them.',
    ),
  'word-of-ours': () =>
    t('The archive needs this word for an address of its own. Please choose another name.'),
  taken: () => t('You have a pen name that is called so already.'),
  'look-alike': () => t('You have a pen name that looks the same. Readers could not tell the two apart.'),
  'called-like-account': () => t('This name is called like your account: it changes with the account alone.'),
  'too-many': () => t('{n} pen names are the most that one account can have.', { n: PEN_NAMES_MOST }),
}

const ICON: Readonly<Record<NonNullable<PenNameFaults['icon']>, () => string>> = {
  'too-large': () => t('The picture is larger than 500 KB. Make it smaller, then choose it again.'),
  'not-a-picture': () => t('This file is not a picture. Choose a GIF, JPEG or PNG.'),
  'wrong-format': () =>
    t('Pictures of this kind are not taken. Save it as GIF, JPEG or PNG, then choose it again.'),
  'too-many-pixels': () => t('The picture has too many pixels. Make it smaller, then choose it again.'),
  broken: () => t('The picture is damaged and cannot be read. Save it anew, then choose it again.'),
}

/** Each fault by its field, in words. */
export function penNameFaultsSaid({ name, about, iconAlt, icon, isDefault }: PenNameFaults): Said {
  return {
    ...(name ? { name: NAME[name]() } : {}),
    ...(about ? { about: t('This may have {n} characters at most.', { n: ABOUT_LONGEST }) } : {}),
    ...(icon ? { icon: ICON[icon]() } : {}),
    ...(iconAlt ? { iconAlt: t('This may have {n} characters at most.', { n: ALT_LONGEST }) } : {}),
    ...(isDefault
      ? {
          isDefault: t(
            'A name that is kept apart from your account cannot be the one you usually sign with.',
          ),
        }
      : {}),
  }
}
