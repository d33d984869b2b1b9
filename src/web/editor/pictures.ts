import type { Command } from '@tiptap/pm/state'
import { cleanTree, isTag, tag, writeHtml } from '../../prose/index.ts'
import { ask, type Dialog } from './dialogs.ts'
import type { EditorSettings } from './said.ts'

interface Picture {
  readonly src: string
  readonly alt: string
  readonly width?: number
  readonly height?: number
}

/** Dropped or pasted; without a file, it is asked for. */
export interface GivenPicture {
  readonly file?: File
  /** Which of several it is, for the title. */
  readonly among?: string
  /** It stands there, or was cancelled. */
  readonly closed?: () => void
}

interface Asking extends GivenPicture {
  readonly settings: EditorSettings
  readonly csrf: string
  readonly insert: (picture: Picture) => void
}

/** A picture always comes with words for those who do not see it. */
export function askForPicture({ settings, csrf, file, among = '', closed, insert }: Asking): void {
  const { said, images } = settings
  ask({
    title: file ? `${said.picture}${among}: ${file.name}` : said.picture,
    said,
    ...(closed ? { closed } : {}),
    ...(file ? { picture: file } : {}),
    fields: [
      ...(file || !images ? [] : [{ name: 'file', label: said.file, type: 'file' } as const]),
      ...(file ? [] : [{ name: 'address', label: said.elsewhere, type: 'url' } as const]),
      { name: 'alt', label: said.alt, hint: said.altHint, needed: true },
    ],
    answer: async (fields, dialog) => {
      const alt = String(fields.get('alt') ?? '').trim()
      if (!alt) return said.altHint
      const chosen = file ?? fields.get('file')
      const sent = chosen instanceof File && chosen.size > 0 && images
      const made = sent
        ? await send(chosen, alt, { to: images, csrf, dialog, said })
        : linked(String(fields.get('address') ?? ''), alt, said.noPicture)
      if (typeof made === 'string') return made
      insert(made)
      return undefined
    },
  })
}

/** The cleaner's own word on whether an address is one. */
function linked(given: string, alt: string, fault: string): Picture | string {
  const src = asKept(given.trim())
  return src === undefined ? fault : { src, alt }
}

const asKept = (src: string): string | undefined => {
  const written = writeHtml(tag('#root', [], [tag('img', [['src', src]])]))
  const [paragraph] = cleanTree(written, 'content').kids
  const image = isTag(paragraph) ? paragraph.kids[0] : undefined
  return isTag(image, 'img') ? image.attrs.find(([name]) => name === 'src')?.[1] : undefined
}

interface Sending {
  readonly to: string
  readonly csrf: string
  readonly dialog: Dialog
  readonly said: EditorSettings['said']
}

/** XMLHttpRequest, since only it says how far an upload is. */
function send(file: File, alt: string, { to, csrf, dialog, said }: Sending): Promise<Picture | string> {
  const body = new FormData()
  body.set('csrf', csrf)
  body.set('alt', alt)
  body.set('image', file)
  const request = new XMLHttpRequest()
  request.open('POST', to)
  request.setRequestHeader('accept', 'application/json')
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    dialog.progress(total ? loaded / total : null),
  )
  dialog.progress(0)
  return new Promise((done) => {
    request.addEventListener('load', () => done(answered(request, alt, said.notSent)))
    request.addEventListener('error', () => done(said.notSent))
    request.send(body)
  })
}

function answered({ status, response }: XMLHttpRequest, alt: string, fault: string): Picture | string {
  const given: unknown = response
  if (!isRecord(given)) return fault
  if (status >= 400) {
    const why = given.detail ?? given.fault ?? given.error ?? given.message
    return typeof why === 'string' ? why : fault
  }
  const { src, width, height } = given
  if (typeof src !== 'string') return fault
  // An address within the archive, where the cleaner takes whole ones only.
  const whole = asKept(src) ?? new URL(src, document.baseURI).href
  const size = typeof width === 'number' && typeof height === 'number' ? { width, height } : {}
  return { src: whole, alt, ...size }
}

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null

export const insertPicture =
  ({ src, alt, width, height }: Picture): Command =>
  (state, dispatch) => {
    const { img } = state.schema.nodes
    const size = [
      ...(height ? [['height', String(height)]] : []),
      ...(width ? [['width', String(width)]] : []),
    ]
    if (!img) return false
    const attrs = [['src', src], ['alt', alt], ...size]
    dispatch?.(state.tr.replaceSelectionWith(img.create({ attrs }), false).scrollIntoView())
    return true
  }
