import type { Child } from 'hono/jsx'

/** A figure in a `dl.stats`, with the class AO3 gives its kind. */
export const stat = (kind: string, says: Child, value: Child) => (
  <div>
    <dt class={kind}>{says}</dt>
    <dd class={kind}>{value}</dd>
  </div>
)
