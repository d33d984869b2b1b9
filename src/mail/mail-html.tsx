import { LOCALES, speaking, t } from '../web/say.ts'
import type { Said } from './post-mail.ts'

interface Written {
  readonly subject: string
  readonly says: readonly Said[]
  readonly locale: string
  /** The archive's name and address. */
  readonly archive: string
  readonly baseUrl: string
}

/** A mail as a small page: no pictures, nothing fetched, readable where styles are thrown away. */
export function mailHtml(mail: Written): string {
  return speaking(mail.locale, () => `<!DOCTYPE html>${String(<Letter {...mail} />)}`)
}

/** By whom it was sent, under its words. */
export const signature = ({ archive, baseUrl, locale }: Omit<Written, 'subject' | 'says'>): string =>
  `-- \n${speaking(locale, () => sentBy(archive))}\n${baseUrl}/`

const sentBy = (archive: string): string => t('Sent by {archive}', { archive })

function Letter({ subject, says, locale, archive, baseUrl }: Written) {
  const dir = LOCALES.find(({ code }) => code === locale)?.dir ?? 'ltr'
  return (
    <html lang={locale} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{STYLE}</style>
      </head>
      <body style={BODY}>
        <div class="sheet" style={SHEET}>
          <p class="name" style={NAME}>
            <bdi>{archive}</bdi>
          </p>
          {says.map((one) => (
            <Part said={one} />
          ))}
          <p class="fine" style={FINE}>
            <a class="plain" href={`${baseUrl}/`} style={PLAIN}>
              {sentBy(archive)}
            </a>
          </p>
        </div>
      </body>
    </html>
  )
}

/** A link stands twice: to press, and to be copied. */
function Part({ said }: { readonly said: Said }) {
  if (typeof said === 'string')
    return (
      <p dir="auto" style={PARAGRAPH}>
        {said}
      </p>
    )
  return (
    <>
      <p style={PARAGRAPH}>
        <a class="button" href={said.href} style={BUTTON}>
          {said.label}
        </a>
      </p>
      <p class="fine" dir="ltr" style={FINE}>
        <a class="plain" href={said.href} style={PLAIN}>
          {said.href}
        </a>
      </p>
    </>
  )
}

/** The archive's paper and ink by day, written on each element for programs that drop a style sheet. */
const BODY = 'margin:0;padding:24px 12px;background:#f4f0e6;color:#211c16'
const SHEET =
  'max-width:560px;margin:0 auto;padding:28px 24px;background:#fdfbf6;border-top:3px solid #211c16;font:17px/1.55 Georgia,"Times New Roman",serif'
const NAME = 'margin:0 0 24px;font-size:20px;font-weight:bold'
const PARAGRAPH = 'margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere'
const BUTTON =
  'display:inline-block;padding:11px 20px;background:#1d4e5f;color:#ffffff;font:bold 16px/1.3 Arial,sans-serif;text-decoration:none;border-radius:3px'
const FINE =
  'margin:0 0 16px;font:13px/1.45 Arial,sans-serif;color:#5c5346;overflow-wrap:anywhere;word-break:break-word'
const PLAIN = 'color:inherit'
/** By night. */
const STYLE = `@media (prefers-color-scheme: dark) {
body { background: #14120f !important; color: #ece5d8 !important; }
.sheet { background: #1d1a16 !important; color: #ece5d8 !important; border-color: #ece5d8 !important; }
.fine { color: #b9ae9c !important; }
.button { background: #8fc7d8 !important; color: #10252c !important; }
}`
