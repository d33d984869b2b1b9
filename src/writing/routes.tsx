import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'
import { chapterRoutes } from './chapter-routes.tsx'
import { deskRoutes } from './desk-routes.tsx'
import { documentRoutes } from './document-routes.tsx'
import { formerRoutes } from './former-routes.tsx'
import { imageRoutes } from './image-routes.tsx'
import { manuscriptRoutes } from './manuscript-routes.tsx'
import { manyRoutes } from './many-routes.tsx'
import { respellRoutes } from './respell-routes.tsx'
import { statisticsRoutes } from './statistics-routes.tsx'
import { togetherRoutes } from './together-routes.tsx'

/** Writing: from a blank form to a work before its readers, and everything it was on the way. */
export const writingRoutes = () =>
  new Hono<Env>()
    .route('/', respellRoutes())
    .route('/', documentRoutes())
    .route('/', deskRoutes())
    .route('/', chapterRoutes())
    .route('/', manuscriptRoutes())
    .route('/', formerRoutes())
    .route('/', togetherRoutes())
    .route('/', manyRoutes())
    .route('/', statisticsRoutes())
    .route('/', imageRoutes())
