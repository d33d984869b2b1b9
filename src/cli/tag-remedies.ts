import { LIMITS } from '../core/values.ts'
import { KINDS, type Refusal, type Refused } from '../tags/index.ts'

/** What a verb refused, in the words of somebody who can help. */
export function remedy({ refused, tag }: Refused<Refusal>): string {
  const name = tag ? `“${tag.name}”` : 'That tag'
  const said: Readonly<Record<Refusal, string>> = {
    'empty-name': 'A tag needs a name of letters, digits or signs.',
    'long-name': `A tag has at most ${LIMITS.tag} characters. Shorten it, or make two of it.`,
    'forbidden-characters': `${name} holds a character that no tag may have: , ， 、 * < > ^ { } = \` \\ % or a control. Leave it out.`,
    'not-allowed': 'Only the owner of the archive may change tags.',
    'no-such-tag': 'There is no such tag. bin/palimpsest tags list shows them.',
    'already-so': `${name} is so already.`,
    'same-tag': `${name} and the other are one tag: names differ by more than capitals and spaces.`,
    'different-kind': `${name} is a tag of another kind. Write kind:name to say which you mean, as in character:Watson.`,
    'wrong-parent-kind': `${name} is of a kind that cannot stand over this one. ${PARENTS}`,
    'no-meta-tags': `${name} is of a kind without meta-tags.`,
    'fixed-kind': 'Ratings, warnings and categories are a closed list that works are written in.',
    'not-canonical': `${name} is not canonical. Make it so first: bin/palimpsest tags canonical "${tag?.kind}:${tag?.name}"`,
    'is-synonym': `${name} is a synonym. Split it off first: bin/palimpsest tags split "${tag?.kind}:${tag?.name}"`,
    'not-a-synonym': `${name} is no synonym.`,
    'not-linked': `${name} does not stand directly over the other. bin/palimpsest tags show tells what does.`,
    'would-be-a-cycle': `${name} stands under the other already: a tag cannot be its own meta-tag. Take it out first with tags unmeta.`,
    'name-taken': `Another ${tag?.kind} is called ${name}. Make one a synonym of the other: bin/palimpsest tags synonym`,
    'in-use': `${name} is on works or elsewhere in use; its kind stays. Make a tag of the other kind instead.`,
    'is-banned': `${name} is banned. Let it be a tag again first: bin/palimpsest tags unban "${tag?.kind}:${tag?.name}"`,
    'not-banned': `${name} is not banned.`,
    'is-linked': `${name} is canonical, a synonym or tied to others; undo that first (tags history).`,
  }
  return said[refused]
}

const PARENTS = Object.entries(KINDS)
  .flatMap(([kind, { parents }]) => (parents.length ? [`${kind} under ${parents.join(' or ')}`] : []))
  .join('; ')
  .replace(/^/, 'What may be: ')
  .concat('.')
