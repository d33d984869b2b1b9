import { subscribe } from 'node:diagnostics_channel'
import { writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PerformanceObserver } from 'node:perf_hooks'
import pg from 'pg'
import type { Seen, Watched } from './watched.ts'

/**
 * Brought into the program before anything else (`--import`): notes when its thread was held, when garbage was
 * collected, which questions of the database took long and what each request took here, and writes it all into the
 * file that WATCHED names when the program ends. It costs a timer and a few clock readings a request.
 */
const TICK_MS = 4
/** A page that is drawn holds the thread for some milliseconds; longer than this is worth looking at. */
const HELD_MS = 15
const QUESTION_MS = 20
const MOST = 20_000

const watched: Record<keyof Watched, Seen[]> = { held: [], collected: [], questions: [], requests: [] }
const epoch = performance.timeOrigin

function note(list: Seen[], seen: Seen): void {
  if (list.length < MOST) list.push(seen)
}

let last = performance.now()
setInterval(() => {
  const now = performance.now()
  const ms = now - last - TICK_MS
  if (ms > HELD_MS) note(watched.held, { at: epoch + last, ms, what: 'held' })
  last = now
}, TICK_MS).unref()

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    note(watched.collected, { at: epoch + startTime, ms: duration, what: 'garbage' })
}).observe({ entryTypes: ['gc'] })

const begun = new WeakMap<IncomingMessage, number>()
subscribe('http.server.request.start', (message) => {
  begun.set((message as { readonly request: IncomingMessage }).request, performance.now())
})
subscribe('http.server.response.finish', (message) => {
  const { request } = message as { readonly request: IncomingMessage; readonly response: ServerResponse }
  const from = begun.get(request) ?? performance.now()
  note(watched.requests, { at: epoch + from, ms: performance.now() - from, what: request.url ?? '' })
})

type Ask = (this: unknown, ...args: unknown[]) => unknown
const asked = pg.Client.prototype as unknown as { query: Ask }
const ask = asked.query
asked.query = function (...args) {
  const from = performance.now()
  const told = (): void => {
    const ms = performance.now() - from
    if (ms > QUESTION_MS) note(watched.questions, { at: epoch + from, ms, what: textOf(args[0]) })
  }
  const answer = ask.apply(this, args)
  if (answer instanceof Promise) answer.then(told, told)
  return answer
}

const textOf = (question: unknown): string => {
  const text = typeof question === 'string' ? question : (question as { readonly text?: unknown }).text
  return String(text).replaceAll(/\s+/g, ' ').slice(0, 160)
}

process.on('exit', () => {
  const file = process.env.WATCHED
  // The environment goes on to what the program starts, too.
  if (file && process.argv[1]?.endsWith('main.ts')) writeFileSync(file, JSON.stringify(watched))
})
