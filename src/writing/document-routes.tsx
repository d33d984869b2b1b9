import { Hono } from 'hono'
import type { Env } from '../web/app-env.ts'

export const documentRoutes = () => new Hono<Env>()
