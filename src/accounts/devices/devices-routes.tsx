import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'

/** Keys for e-readers, feed readers and KOReader. */
export const devicesRoutes = () => new Hono<Env>()
