import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'

export const coversRoutes = () => new Hono<Env>()
