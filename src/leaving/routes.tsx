import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'
import { leaveRoutes } from './leave-routes.tsx'
import { orphanRoutes } from './orphan-routes.tsx'
import { parcelRoutes } from './parcel-routes.tsx'

/** Taking everything along, giving works up, leaving. */
export const leavingRoutes = () =>
  new Hono<Env>().route('/', leaveRoutes()).route('/', orphanRoutes()).route('/', parcelRoutes())
