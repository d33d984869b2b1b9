import { href, routes } from '../../routes.ts'

/** A picture beside a name, in two sizes. */
export interface Icon {
  readonly at: string
  readonly atDouble: string
  /** For those who do not see it; may be empty. */
  readonly alt: string
}

/** Of the smaller one, in pixels; the other has twice as many. */
export const ICON_SIDE = 200
export const ICON_TYPE = 'image/webp'

interface IconColumns {
  readonly icon: string | null
  readonly icon_double: string | null
  readonly icon_alt: string
}

export const iconOf = ({ icon, icon_double: double, icon_alt: alt }: IconColumns): Icon | null =>
  icon === null ? null : { at: iconAt(icon), atDouble: iconAt(double ?? icon), alt }

const iconAt = (hash: string): string => href(routes.icon, { file: `${hash}.webp` })

export const iconHash = (file: string): string | undefined => /^([0-9a-f]{64})\.webp$/.exec(file)?.[1]
