import type { Db } from '../storage/transaction.ts'

const WEEK_S = 7 * 24 * 60 * 60
export const SESSION_COOKIE = 'palimpsest'
/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const PASSWORD = { least: 10, most: 256 } as const

interface AuthSettings {
  readonly secret: string
  readonly baseUrl: string
}

type Made = Awaited<ReturnType<typeof betterAuthOn>>

/** Answers with better-auth's api. */
export type Auth = () => Promise<Made>

/**
 * Passwords and sessions by better-auth, on our tables. Its own routes are not mounted: our verbs call its api. It is
 * loaded when first asked for: its 350 files take as long to load as all else that a command needs.
 */
export function makeAuth(db: Db, settings: AuthSettings): Auth {
  let made: Promise<Made> | undefined
  return () => {
    made ??= betterAuthOn(db, settings)
    return made
  }
}

async function betterAuthOn(db: Db, { secret, baseUrl }: AuthSettings) {
  const [{ betterAuth }, { hash, verify }] = await Promise.all([
    import('better-auth'),
    import('@node-rs/argon2'),
  ])
  return betterAuth({
    secret,
    baseURL: baseUrl,
    database: { db, type: 'postgres' },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD.least,
      maxPasswordLength: PASSWORD.most,
      password: {
        hash: (password) => hash(password, ARGON2ID),
        verify: ({ hash: kept, password }) => verify(kept, password),
      },
    },
    user: {
      modelName: 'people',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      expiresIn: 13 * WEEK_S,
      updateAge: WEEK_S,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      database: { generateId: 'serial' },
      cookiePrefix: SESSION_COOKIE,
      useSecureCookies: baseUrl.startsWith('https:'),
      disableCSRFCheck: true,
      ipAddress: { disableIpTracking: true },
    },
  }).api
}
