const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const SCRIPTS = new Intl.DisplayNames('en', { type: 'script', fallback: 'none' })
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Whether this names a language, perhaps with script and region, that the registry (as ICU knows it) has. */
export function isLanguage(given: string): boolean {
  const parts = /^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?$/i.exec(given)
  if (!parts?.[1]) return false
  const [, language, script, region] = parts
  return (
    LANGUAGES.of(language) !== undefined &&
    (!script || SCRIPTS.of(script) !== undefined) &&
    (!region || REGIONS.of(region) !== undefined)
  )
}
