import { languageName } from '../core/languages.ts'
import { count, t } from '../web/say.ts'
import { type Answered, address } from './address.ts'
import { FIRST_YEAR, WORD_BANDS } from './memory/schema.ts'
import type { Bar } from './works-view.ts'

/** The small charts beside a list. One line alone is no chart, unless it is the one chosen. */
export const yearBars = (answered: Answered): Bar[] => bars(answered, 'year', yearBar).reverse()

export const lengthBars = (answered: Answered): Bar[] => bars(answered, 'length', lengthBar)

export function tongueBars(answered: Answered): Bar[] {
  const counts = answered.found.facets?.counts.get('language') ?? []
  return counts.map(({ value, count: works }) => {
    const code = String(value)
    return bar(answered, { label: languageName(code), lang: code, param: 'language', value: code }, works)
  })
}

type Named = Pick<Bar, 'label' | 'lang' | 'param' | 'value'>

function bars(answered: Answered, of: string, named: (place: number) => Named): Bar[] {
  return [...(answered.found.facets?.counts.get(of) ?? [])]
    .sort((a, b) => Number(a.value) - Number(b.value))
    .map(({ value, count: works }) => bar(answered, named(Number(value)), works))
}

function bar({ question, path, search }: Answered, named: Named, works: number): Bar {
  const { param, value } = named
  const on = value === said(question, param)
  const href = address(path, search, (query) => {
    for (const name of [param, `${param}_from`, `${param}_to`]) query.delete(name)
    if (!on) query.set(param, value)
  })
  return { ...named, works, on, href }
}

/** What the address says of it now, in the words the bars use. */
function said({ language, numbers, days }: Answered['question'], param: string): string {
  if (param === 'language') return language
  if (param === 'updated') return days.updated?.written ?? ''
  const { words } = numbers
  return words ? `${words.from ?? 0}-${words.to ?? ''}` : ''
}

function yearBar(place: number): Named {
  const year = String(FIRST_YEAR + place)
  return { label: year, param: 'updated', value: place ? year : `..${year}` }
}

function lengthBar(place: number): Named {
  const [from, next] = [WORD_BANDS[place] ?? 0, WORD_BANDS[place + 1]]
  if (next === undefined)
    return { label: t('{n} and more', { n: count(from) }), param: 'words', value: `${from}-` }
  const label = from ? `${count(from)}–${count(next)}` : t('under {n}', { n: count(next) })
  return { label, param: 'words', value: `${from}-${next - 1}` }
}
