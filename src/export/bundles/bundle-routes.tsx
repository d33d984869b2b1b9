import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'

/** Many works as one file. */
export const bundleRoutes = () => new Hono<Env>()
