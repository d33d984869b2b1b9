import { attr, classes, type Element } from '../../prose/index.ts'

/** What a style sheet says that a text must not lose: by `p`, `.c3` or `p.c3`. */
export type Sheet = ReadonlyMap<string, Declared>
export type Declared = Readonly<Record<string, string>>

/** Rules of one name or one class; what is cleverer than that is design. */
export function sheetOf(css: string): Sheet {
  const sheet = new Map<string, Declared>()
  const plain = withoutComments(css.slice(0, MOST))
  for (const rule of plain.split('}')) {
    const open = rule.lastIndexOf('{')
    if (open < 0) continue
    const declared = declaredIn(rule.slice(open + 1))
    for (const selector of rule.slice(0, open).split(',')) {
      const name = /^([a-z][a-z0-9]*)?(\.[\w-]+)?$/i.exec(
        selector.slice(selector.lastIndexOf(';') + 1).trim(),
      )
      const key = `${name?.[1]?.toLowerCase() ?? ''}${name?.[2] ?? ''}`
      if (key) sheet.set(key, { ...sheet.get(key), ...declared })
    }
  }
  return sheet
}

function withoutComments(css: string): string {
  const [first = '', ...rest] = css.split('/*')
  return (
    first +
    rest.map((part) => part.slice(part.includes('*/') ? part.indexOf('*/') + 2 : part.length)).join(' ')
  )
}

/** More than any style sheet of a text. */
const MOST = 500_000

function declaredIn(text: string): Declared {
  return Object.fromEntries(
    text.split(';').flatMap((one) => {
      const at = one.indexOf(':')
      const name = one.slice(0, at).trim().toLowerCase()
      return at > 0 && WANTED.has(name)
        ? [
            [
              name,
              one
                .slice(at + 1)
                .trim()
                .toLowerCase(),
            ],
          ]
        : []
    }),
  )
}

const WANTED: ReadonlySet<string> = new Set([
  'font-style',
  'font-weight',
  'font-variant',
  'font-variant-caps',
  'text-decoration',
  'text-decoration-line',
  'vertical-align',
  'text-align',
  'direction',
  'page-break-before',
  'page-break-after',
  'break-before',
  'break-after',
  'display',
  'mso-hide',
  'mso-element',
])

/** All that is said of one element, the nearest last. */
export function declaredOf(element: Element, sheet: Sheet): Declared {
  const names = classes(element)
  const { tagName } = element
  return {
    ...sheet.get(tagName),
    ...Object.assign({}, ...names.map((name) => sheet.get(`.${name}`) ?? {})),
    ...Object.assign({}, ...names.map((name) => sheet.get(`${tagName}.${name}`) ?? {})),
    ...declaredIn(attr(element, 'style') ?? ''),
  }
}
