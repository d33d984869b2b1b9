import { readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigFault, type MailSettings } from '../core/config.ts'
import type { Message } from './mail-message.ts'

export type Outcome =
  | { readonly sent: 'smtp' | 'file' }
  /** The server will never take it. */
  | { readonly refused: string }
  /** Not now. */
  | { readonly later: string }

export interface Sender {
  /** `name`: of the file, where there is no server. */
  readonly send: (message: Message, name: string) => Promise<Outcome>
  readonly from: string | undefined
  readonly close: () => Promise<void>
}

export const outboxFolder = (dataDir: string): string => join(dataDir, 'outbox')

/** With a server by SMTP, else into a folder. */
export function openSender(settings: MailSettings, dataDir: string): Sender {
  return settings.smtpUrl ? smtpSender(settings, settings.smtpUrl) : folderSender(settings, dataDir)
}

/** A server that is silent must not hold up everything else that is to be heard. */
const LIMITS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
}
/** Once it is away, the mails behind do not each wait for it. */
const AWAY_MS = 15_000

function smtpSender({ from, dkim, awayMs = AWAY_MS }: MailSettings, url: string): Sender {
  const signing = dkim && { ...dkimKey(dkim), domainName: dkim.domain, keySelector: dkim.selector }
  const make = async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({
      url,
      pool: true,
      maxConnections: 2,
      ...LIMITS,
      ...(signing ? { dkim: signing } : {}),
    })
  }
  let made: ReturnType<typeof make> | undefined
  let awayUntil = 0
  return {
    from,
    send: async (message) => {
      if (Date.now() < awayUntil) return { later: 'the mail server is away' }
      made ??= make()
      try {
        await (await made).sendMail(message)
        return { sent: 'smtp' }
      } catch (fault) {
        if (codeOf(fault) === null) awayUntil = Date.now() + awayMs
        return faultOutcome(fault)
      }
    },
    close: async () => (await made)?.close(),
  }
}

function dkimKey({ keyFile }: { readonly keyFile: string }): { readonly privateKey: string } {
  try {
    return { privateKey: readFileSync(keyFile, 'utf8') }
  } catch (fault) {
    throw new ConfigFault(`DKIM_KEY_FILE: ${keyFile} cannot be read (${(fault as Error).message}).`)
  }
}

/** A wrong password for the server is ours to mend, not a refusal of this mail. */
function faultOutcome(fault: unknown): Outcome {
  const code = codeOf(fault)
  const said = faultSaid(fault, code)
  const forever = code !== null && code >= 500 && code < 600 && code !== 503
  return forever && wordOf(fault) !== 'EAUTH' ? { refused: said } : { later: said }
}

const codeOf = (fault: unknown): number | null =>
  fault instanceof Error && 'responseCode' in fault && typeof fault.responseCode === 'number'
    ? fault.responseCode
    : null

const wordOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown'

/** Servers repeat the address in their answers; neither the log nor a page may. */
function faultSaid(fault: unknown, code: number | null): string {
  const response = fault instanceof Error && 'response' in fault ? String(fault.response) : ''
  const words = response
    .replace(/(?<!\S)\S*@\S*/g, '…')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 300)
  return code === null ? wordOf(fault) : words || String(code)
}

/** Each as a file of its own that mail programs open; whole or not there, and for this user alone. */
function folderSender({ from }: MailSettings, dataDir: string): Sender {
  const folder = outboxFolder(dataDir)
  return {
    from,
    send: async (message, name) => {
      const { createTransport } = await import('nodemailer')
      const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
      const { message: bytes } = await writer.sendMail(message)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const unfinished = join(folder, `.${name}.part`)
      await rm(unfinished, { force: true })
      await writeFile(unfinished, bytes as Buffer, { mode: 0o600, flag: 'wx', flush: true })
      await rename(unfinished, join(folder, name))
      return { sent: 'file' }
    },
    close: async () => undefined,
  }
}
