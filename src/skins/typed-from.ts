import type { Typed } from './read-form.ts'
import type { Skin } from './read-skins.ts'

/** The fields of a form that says what this skin is now. */
export const typedFrom = ({ title, about, given, choices, role, media, parents }: Skin): Typed => ({
  ...{ title, about, role, media, css: given },
  ...choices,
  parent: parents.map(({ id }) => String(id)),
})
