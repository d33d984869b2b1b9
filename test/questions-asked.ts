import type pg from 'pg'

export interface Question {
  readonly text: string
  readonly values: readonly unknown[]
}

const heard = new WeakSet<object>()
let hearing: Question[] | undefined

/** What the database is asked while this runs. A connection's `query` is its own (storage/planned.ts), not its class's. */
export async function questionsAsked(pool: pg.Pool, run: () => Promise<unknown>): Promise<Question[]> {
  const asked: Question[] = []
  pool.on('acquire', hear)
  hearing = asked
  try {
    await run()
  } finally {
    hearing = undefined
    pool.off('acquire', hear)
  }
  return asked
}

function hear(client: pg.PoolClient): void {
  if (heard.has(client)) return
  heard.add(client)
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  client.query = ((...given: unknown[]) => {
    const [text, values] = given
    if (typeof text === 'string') hearing?.push({ text, values: Array.isArray(values) ? values : [] })
    return query(...given)
  }) as typeof client.query
}
