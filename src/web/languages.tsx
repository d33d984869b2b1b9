import { LOCALES, locale } from './say.ts'

/** The interface's languages, each in its own words, leading to this same page. */
export function Languages({ path }: { readonly path: string }) {
  return (
    <ul class="languages">
      {LOCALES.filter((one) => one.code !== locale()).map((one) => (
        <li>
          <a href={inLanguage(path, one.code)} lang={one.code} hreflang={one.code} dir={one.dir}>
            {one.name}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The same address with `ui=` for this language. */
export function inLanguage(path: string, code: string): string {
  const address = new URL(path, 'http://archive.invalid')
  address.searchParams.set('ui', code)
  return address.pathname + address.search
}
