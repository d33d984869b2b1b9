import type { Typed } from '../works/index.ts'

/** Of the page they are on, not of what was typed. */
const NOT_CARRIED: ReadonlySet<string> = new Set(['csrf', 'as'])

/** Everything that was typed, carried to the next page. */
export const HiddenFields = ({ typed }: { readonly typed: Typed }) => (
  <>
    {Object.entries(typed)
      .filter(([name]) => !NOT_CARRIED.has(name))
      .flatMap(([name, value]) =>
        [value].flat().map((each) => <input type="hidden" name={name} value={each} />),
      )}
  </>
)
