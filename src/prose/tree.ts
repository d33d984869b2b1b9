/** The cleaner's own tree: only what it has itself put there, so nothing of the given one can slip through. */
export type Attrs = readonly (readonly [name: string, value: string])[]
export type Kid = string | Tag
export interface Tag {
  readonly name: string
  readonly attrs: Attrs
  readonly kids: Kid[]
}

export const tag = (name: string, attrs: Attrs = [], kids: Kid[] = []): Tag => ({ name, attrs, kids })

export const isTag = (kid: Kid | undefined, name?: string): kid is Tag =>
  typeof kid === 'object' && (name === undefined || kid.name === name)

export const attribute = (attrs: Attrs, name: string): string | undefined =>
  attrs.find(([given]) => given === name)?.[1]

/** Puts a child last; text joins the text before it, as it would when a browser reads it back. */
export function append(parent: Tag, kid: Kid): void {
  const last = parent.kids.length - 1
  const before = parent.kids[last]
  if (typeof kid === 'string' && typeof before === 'string') parent.kids[last] = before + kid
  else parent.kids.push(kid)
}
