/**
 * Lists as text are joined by “, ”, and a name may hold one too. Kept whole: names known to hold commas,
 * and names with an open bracket. What still looks cut in two is reported.
 */
const NAMES_WITH_COMMAS = [
  'Crazy, Stupid, Love',
  'Cook, Serve, Delicious!',
  'Eat, Pray, Love',
  'Goodbye, Mr. Chips',
  'Hello, Dolly!',
  'I, Claudius',
  'I, Frankenstein',
  'I, Robot',
  'I, Tonya',
  'Lock, Stock and Two Smoking Barrels',
  'Me, Myself & Irene',
  'Oh, God!',
  'Planes, Trains and Automobiles',
  'Planes, Trains & Automobiles',
  'Sex, Lies, and Videotape',
  'Sex, Love & Goop',
  'Tinker, Tailor, Soldier, Spy',
  'Tinker Tailor Soldier, Spy',
  'The Cook, the Thief, His Wife & Her Lover',
  'The Good, the Bad and the Ugly',
  'The Lion, the Witch and the Wardrobe',
  'The Lion, the Witch, and the Wardrobe',
  'To Wong Foo, Thanks for Everything! Julie Newmar',
  'Paris, Texas',
  'Three Men in a Boat, To Say Nothing of the Dog',
]

export function splitList(text: string): string[] {
  const parts = text.split(/(?:(?<!\s)\s+)?,(?:\s+|$)/)
  const names: string[] = []
  for (let at = 0; at < parts.length; ) {
    const taken = knownName(parts, at) ?? bracketed(parts, at)
    const name = parts
      .slice(at, at + taken)
      .join(', ')
      .trim()
    if (name !== '') names.push(name)
    at += taken
  }
  return names
}

function knownName(parts: readonly string[], at: number): number | undefined {
  for (const name of NAMES_WITH_COMMAS) {
    const length = name.split(', ').length
    const here = parts
      .slice(at, at + length)
      .join(', ')
      .toLowerCase()
    if (here === name.toLowerCase() || here.startsWith(`${name.toLowerCase()} `)) return length
  }
  return undefined
}

/** How many parts until every bracket opened is closed; one when that never happens. */
function bracketed(parts: readonly string[], at: number): number {
  let depth = 0
  for (let to = at; to < Math.min(parts.length, at + 5); to++) {
    depth += (parts[to]?.match(/\(/g)?.length ?? 0) - (parts[to]?.match(/\)/g)?.length ?? 0)
    if (depth <= 0) return to - at + 1
  }
  return 1
}

/** Names that begin as no tag does: with a small word, or closing a bracket. */
export const looksCut = (names: readonly string[]): string[] =>
  names.filter(
    (name) => /^(?:and|or|but|the|of|in|with|for|to|und|et|y|e)\s/.test(name) || /^[^(]*\)/.test(name),
  )
