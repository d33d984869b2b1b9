import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SampleSite, sampleSite } from './sample-site.ts'

let opened: SampleSite
beforeAll(async () => {
  opened = await sampleSite()
})
afterAll(() => opened?.end())

/** On which side of the chart the tall bar of the last month stands, and on which its name. */
const sides = `(() => {
  const [, last] = document.querySelectorAll('.chart .ends > *')
  const bars = [...document.querySelectorAll('.chart .bars rect')].map((bar) => bar.getBoundingClientRect())
  const chart = document.querySelector('.chart .bars').getBoundingClientRect()
  const side = ({ left, right }) => (left + right < chart.left + chart.right ? 'left' : 'right')
  return [side(bars.at(-1)), side(last.getBoundingClientRect())].join()
})()`

test.each([
  ['en', 'right,right'],
  ['ar', 'left,left'],
])('the bars of a chart go the way one reads (%s)', async (ui, expected) => {
  const { page, close } = await opened.windowOf('writer')
  await page.goto(`${opened.site.url}/users/writer/stats?ui=${ui}`)
  expect(await page.evaluate(sides)).toBe(expected)
  await close()
})
