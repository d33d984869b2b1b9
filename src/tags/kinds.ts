import { TAG_KINDS, type TagKind } from '../core/values.ts'

export type Kind = TagKind | 'media'

interface KindRules {
  /** What a tag of this kind may stand under. */
  readonly parents: readonly Kind[]
  /** May one stand over another as its meta-tag? */
  readonly metaTags: boolean
  /** A closed list that records are written in (core/values.ts): nobody links or renames its tags. */
  readonly fixed: boolean
}

const FIXED: KindRules = { parents: [], metaTags: false, fixed: true }

/** AO3's rules, a line a kind. */
export const KINDS: Readonly<Record<Kind, KindRules>> = {
  media: { parents: [], metaTags: false, fixed: false },
  fandom: { parents: ['media'], metaTags: true, fixed: false },
  character: { parents: ['fandom'], metaTags: true, fixed: false },
  relationship: { parents: ['character', 'fandom'], metaTags: true, fixed: false },
  freeform: { parents: ['fandom'], metaTags: true, fixed: false },
  rating: FIXED,
  warning: FIXED,
  category: FIXED,
}

/** What two tags have in common as soon as one means the other. The people of a relationship stay each tag's own. */
export const SHARED_PARENTS: readonly Kind[] = ['media', 'fandom']

export const isKind = (word: string): word is Kind =>
  word === 'media' || TAG_KINDS.some((kind) => kind === word)
