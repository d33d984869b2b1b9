import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'
import { revisionRoutes } from './former-revision-routes.tsx'
import { trashRoutes } from './trash-routes.tsx'

/** What works were before, and what was deleted. */
export const formerRoutes = () => new Hono<Env>().route('/', revisionRoutes()).route('/', trashRoutes())
