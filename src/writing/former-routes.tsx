import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'

export const formerRoutes = () => new Hono<Env>()
