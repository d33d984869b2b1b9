import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'

/** Reading without a network: the manifest, the worker, what is kept. */
export const offlineRoutes = () => new Hono<Env>()
