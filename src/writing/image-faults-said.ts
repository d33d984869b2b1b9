import { t } from '../web/say.ts'
import { IMAGE_ALT_LONGEST, type ImageRefusal } from '../works/index.ts'

export type ImageUploadFault = ImageRefusal | 'no-file' | 'too-old' | 'too-often'

export type ImageField = 'image' | 'alt'

/** What is wrong with a picture, and by which field it is said. */
export function imageFaultSaid(fault: ImageUploadFault): Readonly<Partial<Record<ImageField, string>>> {
  if (fault === 'no-alt') return { alt: t('Say in a few words what the picture shows.') }
  if (fault === 'alt-too-long')
    return {
      alt: t('This description is too long: {n, number} characters at most.', { n: IMAGE_ALT_LONGEST }),
    }
  return { image: SAID[fault]() }
}

const SAID: Readonly<Record<Exclude<ImageUploadFault, 'no-alt' | 'alt-too-long'>, () => string>> = {
  'no-file': () => t('Choose a picture.'),
  'too-large': () => t('This file is larger than 20 MB. Save the picture smaller and send it again.'),
  'not-a-picture': () => t('This is no picture. JPEG, PNG, WebP, GIF and AVIF are taken.'),
  'wrong-format': () =>
    t('Pictures of this kind are not taken. Save it as JPEG, PNG, WebP, GIF or AVIF and send it again.'),
  'holds-program': () =>
    t(
      'There is a program or a web page inside this picture. Save it anew in a picture program and send that.',
    ),
  'too-many-pixels': () =>
    t('This picture is too large: 50 million dots, and 16,000 on a side, at most. Save it smaller.'),
  'too-many-frames': () =>
    t(
      'This moving picture is too long: 300 frames, and 40 million dots in all, at most. Save it shorter or smaller.',
    ),
  broken: () => t('This picture cannot be read: the file is damaged. Save it anew and send it again.'),
  'no-room': () => t('There is no room left for it. Delete pictures you do not need any more.'),
  'too-old': () => t('This page was too old. Choose the picture again.'),
  'too-often': () => t('That were very many pictures at once. Wait a few minutes, then send the next.'),
}
