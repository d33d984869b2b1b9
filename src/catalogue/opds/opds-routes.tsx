import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'
import type { Catalogue } from '../memory/open.ts'

/** Catalogues for e-readers: OPDS 1.2 and 2.0. */
export const opdsRoutes = (_catalogue: Catalogue) => new Hono<Env>()
