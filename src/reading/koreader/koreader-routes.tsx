import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'

/** KOReader's places, at its own addresses. */
export const koreaderRoutes = () => new Hono<Env>()
