import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'

/** A reader's own places and shelves, for programs. */
export const apiOwnRoutes = () => new Hono<Env>()
