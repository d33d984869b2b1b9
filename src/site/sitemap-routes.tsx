import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'

/** What search engines may find. */
export const sitemapRoutes = () => new Hono<Env>()
