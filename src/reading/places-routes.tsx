import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'

/** Where a reader stopped. */
export const placesRoutes = () => new Hono<Env>()
