import { beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE } from './hostile-files.ts'
import { hostileReadings } from './hostile-readings.ts'

/** Of JavaScript; buffers of files come on top. The heaviest files, which take longer, are read by `bin/bench reading`. */
const MEGABYTES = 512
const RESIDENT = 2 * MEGABYTES

describe('a file made to exhaust the reader is read or refused, in a process of little memory', () => {
  let read: Awaited<ReturnType<typeof hostileReadings>>
  beforeAll(async () => {
    read = await hostileReadings(Object.keys(HOSTILE), MEGABYTES)
  })

  test.each(Object.keys(HOSTILE))('%s', (name) => {
    const reading = read.readings.find((one) => one.name === name)
    expect(reading?.outcome ?? `not read: ${read.died}`).toMatch(HOSTILE[name]?.becomes ?? /^$/)
  })

  test('and the process lives on, never larger than that', () => {
    expect(read.died).toBeUndefined()
    expect(read.readings.at(-1)?.megabytes).toBeLessThan(RESIDENT)
  })
})
