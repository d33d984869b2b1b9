import { Hono } from 'hono'
import type { Env } from '../../web/app-env.ts'
import type { AnswerList } from '../list-routes.tsx'

/** History, what is wanted later, being read, read, dropped. */
export const readingsRoutes = (_answerList: AnswerList) => new Hono<Env>()
