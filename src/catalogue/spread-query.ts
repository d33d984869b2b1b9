import type { Query } from './query/tree.ts'
import { NUMBER_PARAMS, type Question } from './question.ts'

/** A question whose typed conditions stand in fields of their own; `rest` is what only the box can say. */
interface SpreadQuestion extends Question {
  readonly rest: Query | null
}

/** Where something was not understood, the box keeps all of it as it was typed. */
export function spreadQuery(question: Question): SpreadQuestion {
  const { tree, mistakes } = question.query
  if (!tree || mistakes.length > 0) return { ...question, rest: null }
  const parts = tree.is === 'all' ? tree.of : [tree]
  let spread = question
  const rest: Query[] = []
  for (const part of parts) {
    const taken = take(spread, part)
    if (taken) spread = { ...spread, ...taken }
    else rest.push(part)
  }
  const left = rest.length > 1 ? ({ is: 'all', of: rest } as const) : (rest[0] ?? null)
  return { ...spread, rest: left }
}

/** The question with this part in its field; undefined when there is none, or something stands there already. */
function take(asked: Question, part: Query): Partial<Question> | undefined {
  switch (part.is) {
    case 'number': {
      const field = NUMBER_PARAMS.find((one) => one === part.field)
      if (!field || asked.numbers[field]) return undefined
      return { numbers: { ...asked.numbers, [field]: { from: part.from, to: part.to } } }
    }
    case 'date':
      if (asked.days[part.field]) return undefined
      return { days: { ...asked.days, [part.field]: { written: '', from: part.from, to: part.to } } }
    case 'flag':
      return takeFlag(asked, part)
    case 'language':
      return asked.language ? undefined : { language: part.code }
    case 'tag':
      return { tag: [...asked.tag, part.kind ? `${part.kind}:${part.name}` : part.name] }
    case 'not':
      if (part.of.is !== 'tag') return undefined
      return { not: [...asked.not, part.of.kind ? `${part.of.kind}:${part.of.name}` : part.of.name] }
    case 'text':
      if (part.how !== 'word' || (part.in !== 'title' && part.in !== 'creator')) return undefined
      return asked[part.in] ? undefined : { [part.in]: part.text }
    default:
      return undefined
  }
}

function takeFlag(asked: Question, { field, yes }: Query & { is: 'flag' }): Partial<Question> | undefined {
  if (field === 'complete' && !asked.complete) return { complete: yes ? 'yes' : 'no' }
  if (field === 'crossover' && !asked.crossover) return { crossover: yes ? 'only' : 'no' }
  if (field === 'single' && yes) return { single: true }
  return undefined
}
