import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'
import { permissionRoutes } from './permissions-routes.tsx'

/** What creators allow: where they say it, what machines are told, and how a copy finds its creator. */
export const consentRoutes = () => new Hono<Env>().route('/', permissionRoutes())
