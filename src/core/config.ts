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
  /** Absent: files are in the folder `files` of the data folder. */
  readonly files?: FilesSettings | undefined
  /** Bytes of pictures that one person may keep here. */
  readonly imageRoom: number
}

/** A store that speaks S3. */
export interface FilesSettings {
  /** Of the bucket, without a trailing slash. */
  readonly url: string
  readonly key: string
  readonly secret: string
  readonly region: string
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

const BUCKET = 'must be the address of a bucket, like https://s3.example.com/pictures'

const MEGABYTE = 1_000_000
const IMAGE_MEGABYTES = 500
/** Where nobody said otherwise. */
export const IMAGE_ROOM = IMAGE_MEGABYTES * MEGABYTE

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
  FILES_URL: z
    .url({ protocol: /^https?$/, error: BUCKET })
    .refine((url) => /^https?:\/\/[^/?#@]+\/[^?#]+$/.test(url), BUCKET)
    .optional(),
  FILES_KEY: z.string().optional(),
  FILES_SECRET: z.string().optional(),
  FILES_REGION: z.string().min(1).default('us-east-1'),
  IMAGE_MEGABYTES: wholeNumber(1, 1_000_000).default(IMAGE_MEGABYTES),
} as const

const TOGETHER = [
  [['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'], 'is needed beside the other two DKIM settings'],
  [
    ['FILES_URL', 'FILES_KEY', 'FILES_SECRET'],
    'is needed beside the other two settings of the store of files',
  ],
] as const

const whole = z.object(SETTINGS).superRefine((given, context) => {
  for (const [names, message] of TOGETHER) {
    const missing = names.filter((name) => !given[name])
    if (missing.length === names.length) continue
    for (const name of missing) context.addIssue({ code: 'custom', path: [name], message })
  }
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
  const { FILES_URL: bucket, FILES_KEY: key, FILES_SECRET: secret, FILES_REGION: region } = read.data
  return {
    port: PORT,
    host: HOST,
    baseUrl: (BASE_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    logLevel: LOG_LEVEL,
    poolSize: DATABASE_POOL,
    files: bucket && key && secret ? { url: bucket.replace(/\/+$/, ''), key, secret, region } : undefined,
    imageRoom: read.data.IMAGE_MEGABYTES * MEGABYTE,
    mail: {
      smtpUrl: SMTP_URL,
      from: MAIL_FROM,
      dkim: domain && selector && keyFile ? { domain, selector, keyFile: resolve(keyFile) } : undefined,
    },
  }
}
