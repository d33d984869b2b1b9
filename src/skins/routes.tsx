import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'

/** Style sheets that members write. */
export const skinRoutes = () => new Hono<Env>()
