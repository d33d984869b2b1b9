import { resolve } from 'node:path'
import { z } from 'zod'

/** The program's settings, read once from the environment. docs/operating.md lists every one; a test compares. */
export interface Config {
  readonly port: number
  readonly host: string
  /** Where people reach the archive, without a trailing slash; links in downloads and mails begin with it. */
  readonly baseUrl: string
  /** Absolute path. */
  readonly dataDir: string
  /** Absent: our own PostgreSQL under the data folder. */
  readonly databaseUrl: string | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Most connections to the database. */
  readonly poolSize: number
  readonly mail: MailSettings
}

export interface MailSettings {
  /** Absent: mail is written to the folder `outbox` of the data folder. */
  readonly smtpUrl?: string | undefined
  readonly from?: string | undefined
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly keyFile: string } | undefined
  /** How long a mail server that does not answer is left alone. */
  readonly awayMs?: number
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .int()
    .min(least)
    .max(most)

export const SETTINGS = {
  PORT: wholeNumber(0, 65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://archive.example' })
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address like postgres://user:password@host:5432/name')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  DATABASE_POOL: wholeNumber(2, 100).default(8),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, 'must be an address like smtp://user:password@mail.example:587')
    .refine((url) => URL.canParse(url), 'must be an address like smtp://user:password@mail.example:587')
    .optional(),
  MAIL_FROM: z.email({ error: 'must be an e-mail address like archive@archive.example' }).optional(),
  DKIM_DOMAIN: z
    .string()
    .regex(/^[A-Za-z0-9.-]+$/, 'must be a domain like archive.example')
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'must be the name of the key in the DNS, like palimpsest')
    .optional(),
  DKIM_KEY_FILE: z.string().optional(),
} as const

const DKIM = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'] as const

const whole = z.object(SETTINGS).superRefine((given, context) => {
  const missing = DKIM.filter((name) => !given[name])
  if (missing.length === DKIM.length) return
  for (const name of missing)
    context.addIssue({
      code: 'custom',
      path: [name],
      message: 'is needed beside the other two DKIM settings',
    })
})

/** The remedy is in the message: it names every setting at fault at once. */
export class ConfigFault extends Error {}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, env[name] || undefined]))
  const read = whole.safeParse(given)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigFault(`Settings at fault:\n${faults.join('\n')}\nSee docs/operating.md for each setting.`)
  }
  const { PORT, HOST, BASE_URL, DATA_DIR, DATABASE_URL, LOG_LEVEL, DATABASE_POOL } = read.data
  const {
    SMTP_URL,
    MAIL_FROM,
    DKIM_DOMAIN: domain,
    DKIM_SELECTOR: selector,
    DKIM_KEY_FILE: keyFile,
  } = read.data
  return {
    port: PORT,
    host: HOST,
    baseUrl: (BASE_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    logLevel: LOG_LEVEL,
    poolSize: DATABASE_POOL,
    mail: {
      smtpUrl: SMTP_URL,
      from: MAIL_FROM,
      dkim: domain && selector && keyFile ? { domain, selector, keyFile: resolve(keyFile) } : undefined,
    },
  }
}
