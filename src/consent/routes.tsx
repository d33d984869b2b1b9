import { Hono } from 'hono'
import type { FetchRules } from '../import/index.ts'
import type { Env } from '../web/app-env.ts'
import { addressesRoutes } from './addresses-routes.tsx'
import { claimRoutes } from './claim-routes.tsx'
import { copyRoutes } from './copy-routes.tsx'
import { permissionRoutes } from './permissions-routes.tsx'
import { profileRoutes } from './profile-routes.tsx'

/** What creators allow: where they say it, what machines are told, and how a copy finds its creator. */
export const consentRoutes = (fetchRules?: FetchRules) =>
  new Hono<Env>()
    .route('/', permissionRoutes())
    .route('/', copyRoutes())
    .route('/', addressesRoutes())
    .route('/', claimRoutes())
    .route('/', profileRoutes(fetchRules))
