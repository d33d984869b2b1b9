import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'
import { seriesRoutes } from './series-routes.tsx'
import { creatorsRoutes } from './together-creators-routes.tsx'
import { giftsRoutes } from './together-gifts-routes.tsx'
import { relationsRoutes } from './together-relations-routes.tsx'

/** What people write together, and give to one another. */
export const togetherRoutes = () =>
  new Hono<Env>()
    .route('/', seriesRoutes())
    .route('/', creatorsRoutes())
    .route('/', giftsRoutes())
    .route('/', relationsRoutes())
