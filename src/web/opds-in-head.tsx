import { href, routes } from '../routes.ts'

interface OpdsInHeadProps {
  /** What is asked of all works, where the page is a list of them; absent: the catalogue's front page. */
  readonly search?: URLSearchParams | undefined
}

/** For `<head>`: where an e-reader that is given a page's address finds the catalogue of it. */
export const OpdsInHead = ({ search }: OpdsInHeadProps) => (
  <>
    <link
      rel="alternate"
      type="application/atom+xml;profile=opds-catalog"
      href={catalogueAt('v1.2', search)}
      title="OPDS 1.2"
    />
    <link rel="alternate" type="application/opds+json" href={catalogueAt('v2', search)} title="OPDS 2.0" />
  </>
)

function catalogueAt(version: 'v1.2' | 'v2', search: URLSearchParams | undefined): string {
  if (!search) return version === 'v2' ? routes.opds2 : routes.opds1
  const asked = new URLSearchParams(search)
  for (const ofThePage of ['ui', 'site_skin', 'page']) asked.delete(ofThePage)
  return href(routes.opdsWorks, { version }) + (asked.size > 0 ? `?${asked}` : '')
}
