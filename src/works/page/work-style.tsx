import type { Child } from 'hono/jsx'
import type { WorkHead } from '../views.ts'

interface StyledProps {
  readonly work: WorkHead
  readonly children: Child
}

/** For the head of a page: the style its creator gave this work, if any. */
export const WorkStyleSheet = ({ work }: { readonly work: WorkHead }) =>
  work.skin ? <link rel="stylesheet" href={work.skin} /> : null

/** A work in its creator's style stands in a box out of which nothing of it comes. */
export const InBounds = ({ work, children }: StyledProps) =>
  work.skin ? <div class="skin-bounds">{children}</div> : children
