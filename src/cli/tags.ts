import type { Command } from 'commander'
import type { Member } from '../core/actor.ts'
import { type ChangeId, parseChangeId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import {
  addMetaTag,
  addParent,
  banTag,
  changeKind,
  isKind,
  KINDS,
  type Kind,
  makeCanonical,
  makeSynonym,
  type Outcome,
  type Refusal,
  type Refused,
  removeMetaTag,
  removeParent,
  renameTag,
  splitOff,
  type TagAt,
  unbanTag,
  undoTagChange,
} from '../tags/index.ts'
import { remedy } from './tag-remedies.ts'
import { changeLines, noTag, printHistory, printTag, printTags, tagNamed } from './tags-shown.ts'
import { CommandFault, owner, type Tools } from './tools.ts'

/** One subcommand that changes tags; the owner of the archive does it. */
interface Verb {
  readonly name: string
  readonly says: string
  readonly takes: readonly [name: string, says: string][]
  /** --new makes this tag, if nobody has used its name. */
  readonly makes?: 'first' | 'second'
  /** Of which kinds the second tag is most likely meant, by the kind of the first. */
  readonly second?: (kind: Kind) => readonly Kind[]
  readonly act: (tools: Tools, by: Member, asked: Asked) => Promise<Outcome<Refusal>>
}

interface Asked {
  readonly first: TagAt
  /** Where the verb takes none: the first again. */
  readonly second: TagAt
  /** The last word as it was typed. */
  readonly word: string
}

const alike = (kind: Kind): readonly Kind[] => [kind]
const above = (kind: Kind): readonly Kind[] => KINDS[kind].parents
const TAG: [string, string] = ['tag', 'a name, or kind:name where several kinds have it']

const VERBS: readonly Verb[] = [
  {
    ...{ name: 'canonical', says: 'make a tag canonical: offered, listed, what synonyms lead to' },
    ...{ takes: [TAG], makes: 'first' },
    act: ({ db }, by, { first }) => makeCanonical(db, by, first),
  },
  {
    ...{
      name: 'synonym',
      says: 'make a tag mean another: its works are found there, with all that hangs on it',
    },
    ...{ takes: [TAG, ['canonical', 'the canonical tag it means']], makes: 'second', second: alike },
    act: ({ db }, by, { first, second }) => makeSynonym(db, by, first, second),
  },
  {
    ...{ name: 'split', says: 'make a synonym a tag of its own again' },
    takes: [TAG],
    act: ({ db }, by, { first }) => splitOff(db, by, first),
  },
  {
    ...{ name: 'meta', says: 'put a tag under a wider one of its kind' },
    ...{ takes: [TAG, ['meta', 'the wider tag']], second: alike },
    act: ({ db }, by, { first, second }) => addMetaTag(db, by, first, second),
  },
  {
    ...{ name: 'unmeta', says: 'take it out from under that tag' },
    ...{ takes: [TAG, ['meta', 'the wider tag']], second: alike },
    act: ({ db }, by, { first, second }) => removeMetaTag(db, by, first, second),
  },
  {
    ...{ name: 'parent', says: 'put a tag where it belongs: a fandom in a medium, a character in a fandom' },
    ...{ takes: [TAG, ['parent', 'the medium, fandom or character']], second: above },
    act: ({ db }, by, { first, second }) => addParent(db, by, first, second),
  },
  {
    ...{ name: 'unparent', says: 'take it out of there' },
    ...{ takes: [TAG, ['parent', 'the medium, fandom or character']], second: above },
    act: ({ db }, by, { first, second }) => removeParent(db, by, first, second),
  },
  {
    ...{ name: 'ban', says: 'show a tag to nobody: works keep it, for their writers to see' },
    ...{ takes: [TAG], makes: 'first' },
    act: ({ db }, by, { first }) => banTag(db, by, first),
  },
  {
    ...{ name: 'unban', says: 'let it be a tag as any other again' },
    takes: [TAG],
    act: ({ db }, by, { first }) => unbanTag(db, by, first),
  },
  {
    ...{ name: 'rename', says: 'give a tag another name' },
    takes: [TAG, ['name', 'its new name']],
    act: ({ db }, by, { first, word }) => renameTag(db, by, first, word),
  },
  {
    ...{ name: 'kind', says: 'make a tag one of another kind, if nothing uses it' },
    takes: [TAG, ['kind', kindsListed()]],
    act: ({ db }, by, { first, word }) => changeKind(db, by, first, kindNamed(word)),
  },
]

type Run = (command: (tools: Tools) => Promise<number>) => Promise<void>

/** Every subcommand of `bin/palimpsest tags`, hung under it. */
export function tagCommands(tags: Command, run: Run) {
  for (const verb of VERBS) changingCommand(tags, verb, run)
  lookingCommands(tags, run)
  tags
    .command('undo')
    .description('take a change back')
    .argument('<change>', 'its number in the history')
    .action((number: string) => run((tools) => undoChange(tools, number)))
}

function changingCommand(tags: Command, verb: Verb, run: Run) {
  const command = tags.command(verb.name).description(verb.says)
  for (const [name, says] of verb.takes) command.argument(`<${name}>`, says)
  if (verb.makes) command.option('--new', 'make the tag, if no tag has that name yet')
  command.action((...given: unknown[]) => {
    const words = given.slice(0, verb.takes.length).map(String)
    const { new: made = false } = command.opts<{ new?: boolean }>()
    return run((tools) => changeTag(tools, verb, { words, made }))
  })
}

function lookingCommands(tags: Command, run: Run) {
  tags
    .command('list')
    .description('tags by name, with how each stands')
    .argument('[words]', 'only names that hold these')
    .option('--kind <kind>', kindsListed())
    .option('--state <state>', 'canonical, synonym or neither')
    .option('--limit <n>', 'at most so many', '100')
    .action((words: string | undefined, options: { kind?: string; state?: string; limit: string }) =>
      run((tools) => printTags(tools, { words, ...options })),
    )
  tags
    .command('show')
    .description('what a tag is tied to')
    .argument('<tag>', TAG[1])
    .action((name: string) => run((tools) => printTag(tools, name)))
  tags
    .command('history')
    .description('what was done to tags, the latest first, with the numbers that undo takes')
    .argument('[tag]', TAG[1])
    .option('--limit <n>', 'at most so many', '50')
    .action((name: string | undefined, options: { limit: string }) =>
      run((tools) => printHistory(tools, { name, ...options })),
    )
}

interface Given {
  readonly words: readonly string[]
  readonly made: boolean
}

async function changeTag(tools: Tools, verb: Verb, { words, made }: Given): Promise<number> {
  const by = await owner(tools.db)
  const [one = '', two = ''] = words
  const found = await tagNamed(tools.db, one)
  const first = found?.id ?? newTag(one, made && verb.makes === 'first')
  const likely = found && verb.second ? verb.second(found.kind) : []
  const other = verb.second && (await tagNamed(tools.db, two, likely))
  const second = verb.second
    ? (other?.id ?? newTag(two, made && verb.makes === 'second', found?.kind))
    : first
  const outcome = await verb.act(tools, by, { first, second, word: two })
  if ('refused' in outcome) throw refusedAs(outcome, verb.name)
  for (const line of await changeLines(tools.db, [outcome.done])) console.log(line)
  return 0
}

function newTag(name: string, made: boolean, kind?: Kind): TagAt {
  if (!made) throw noTag(name)
  const [, of, rest] = /^([a-z]+):(.+)$/s.exec(name) ?? []
  if (of && rest && isKind(of)) return { kind: of, name: rest }
  if (kind) return { kind, name }
  throw new CommandFault(`Say of which kind the new tag is, ${kindsListed()}: --new "fandom:${name}"`)
}

function refusedAs(refused: Refused<Refusal>, verb: string): CommandFault {
  return new CommandFault(`${remedy(refused)} (tags ${verb}: nothing was changed)`)
}

async function undoChange({ db }: Tools, number: string): Promise<number> {
  const by = await owner(db)
  const id = parseChangeId(number.replace(/^#/, ''))
  if (!id)
    throw new CommandFault(`${number} is no number of a change. bin/palimpsest tags history lists them.`)
  const outcome = await undoTagChange(db, by, id)
  if (!('done' in outcome)) throw await notUndone(db, id, outcome)
  console.log((await changeLines(db, [outcome.done])).join())
  return 0
}

type NotUndone = Exclude<Awaited<ReturnType<typeof undoTagChange>>, { readonly done: unknown }>

async function notUndone(db: Db, id: ChangeId, outcome: NotUndone): Promise<CommandFault> {
  switch (outcome.refused) {
    case 'in-the-way': {
      const later = outcome.changes.map((one) => one.id)
      const lines = await changeLines(db, later)
      const which = lines.length
        ? `Later changes stand on it. Undo these first, from the top:\n${lines.join('\n')}`
        : 'The tags were changed since by something that keeps no history. Put them right with the verbs.'
      return new CommandFault(`Change ${id} cannot be undone. ${which}`)
    }
    case 'no-such-change':
      return new CommandFault(`There is no change ${id}. bin/palimpsest tags history lists them.`)
    case 'already-undone':
      return new CommandFault(
        `Change ${id} is undone already. To have it again, undo its undoing (tags history).`,
      )
    case 'name-taken':
    case 'not-allowed':
      return refusedAs({ ...outcome, refused: outcome.refused }, 'undo')
  }
}

function kindsListed(): string {
  const kinds = Object.entries(KINDS).flatMap(([kind, { fixed }]) => (fixed ? [] : [kind]))
  return `one of ${kinds.join(', ')}`
}

function kindNamed(word: string): Kind {
  if (isKind(word)) return word
  throw new CommandFault(`There is no kind “${word}”: choose ${kindsListed()}.`)
}
