import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    // bin/check runs only tests that need no database.
    globalSetup: process.env.PALIMPSEST_TESTS === 'quick' ? [] : ['test/global-setup.ts'],
    // The machines are noisy and small: a limit only catches what hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
})
