import type { Child } from 'hono/jsx'

interface FoldProps {
  readonly title: string
  /** What is set, while it is folded. */
  readonly brief?: Child
  readonly open: boolean
  readonly children: Child
}

/** A part of a form that is folded away while it is as usual. */
export const Fold = ({ title, brief, open, children }: FoldProps) => (
  <details class="more" open={open}>
    <summary>
      <span>{title}</span> {brief && <span class="brief">{brief}</span>}
    </summary>
    {children}
  </details>
)
