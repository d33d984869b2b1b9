import { describe, expect, test } from 'vitest'
import { ConfigFault, readConfig } from './config.ts'

describe('settings', () => {
  test('are all optional', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', baseUrl: 'http://127.0.0.1:8080' })
    expect(config.databaseUrl).toBeUndefined()
    expect(config.dataDir).toMatch(/^\/.*\/data$/)
  })

  test('left empty are not given', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(readConfig({}))
  })

  test('at fault are all named at once, each with what it must be', () => {
    const wrong = {
      PORT: 'eighty',
      BASE_URL: 'archive.example',
      DATABASE_URL: 'mysql://here',
      LOG_LEVEL: 'loud',
      DATABASE_POOL: '1',
    }
    expect(() => readConfig(wrong)).toThrow(ConfigFault)
    for (const [name, must] of [
      ['PORT', 'a whole number from 0 to 65535'],
      ['BASE_URL', 'an address like https://archive.example'],
      ['DATABASE_URL', 'an address like postgres://'],
      ['LOG_LEVEL', '"warn"'],
      ['DATABASE_POOL', 'a whole number from 2 to 100'],
    ]) {
      expect(() => readConfig(wrong)).toThrow(new RegExp(`  ${name}: .*${must}`))
    }
    expect(() => readConfig(wrong)).toThrow(/docs\/operating\.md/)
  })

  test.each(['-1', '65536', '80.5', 'NaN', 'Infinity'])('PORT=%s is refused', (PORT) => {
    expect(() => readConfig({ PORT })).toThrow(/PORT/)
  })

  test('the address people use has no trailing slash', () => {
    expect(readConfig({ BASE_URL: 'https://archive.example/fic/' }).baseUrl).toBe(
      'https://archive.example/fic',
    )
    expect(readConfig({ HOST: '::1', PORT: '81' }).baseUrl).toBe('http://[::1]:81')
  })
})
