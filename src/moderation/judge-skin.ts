import { addressesOf } from '../accounts/index.ts'
import type { Actor, Member } from '../core/actor.ts'
import type { SkinId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { postMail } from '../mail/index.ts'
import { href, routes } from '../routes.ts'
import { holdSkin, type JudgedSkin, settleSkin, skinToJudge } from '../skins/index.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { t } from '../web/say.ts'
import { type Decision, decisions, noteDecision } from './decisions.ts'

export type Judgement = 'approve' | 'decline' | 'withdraw'

const JUDGED = {
  approve: { from: 'offered', to: 'approved', deed: 'approve-skin' },
  decline: { from: 'offered', to: 'own', deed: 'decline-skin' },
  withdraw: { from: 'approved', to: 'own', deed: 'withdraw-skin' },
} as const

interface JudgingSkin {
  readonly id: SkinId
  readonly judgement: Judgement
  /** The mark of what the moderator looked at: its maker may have changed it since. */
  readonly seen: string
  /** In the moderator's words: its maker reads it. */
  readonly reason: string
  readonly baseUrl: string
}

export type JudgeSkin = 'judged' | 'no-such-skin' | 'no-reason' | 'settled-already' | 'changed-since'

/** Everybody may wear it, or nobody but its maker, who is mailed which and why. */
export async function judgeSkin(db: Db, actor: Actor, judging: JudgingSkin, now: Date): Promise<JudgeSkin> {
  if (actor.type === 'guest' || !may(actor, 'approve-skins')) return 'no-such-skin'
  const { id, judgement } = judging
  const { from, to, deed } = JUDGED[judgement]
  const reason = judging.reason.trim()
  return inTransaction<JudgeSkin>(db, async (trx) => {
    await holdSkin(trx, id)
    const skin = await skinToJudge(trx, id)
    if (!skin) return 'no-such-skin'
    if (skin.standing !== from) return 'settled-already'
    if (judgement !== 'approve' && !reason) return 'no-reason'
    if (skin.mark !== judging.seen) return 'changed-since'
    await settleSkin(trx, skin, to)
    await noteDecision(trx, {
      ...{ at: now, by_id: actor.id, deed, skin_id: id, person_id: skin.maker, reason },
    })
    await mailMaker(trx, actor, skin, { ...judging, reason })
    return 'judged'
  })
}

const SUBJECTS: Readonly<Record<Judgement, (title: string) => string>> = {
  approve: (title) => t('Everybody may wear your skin “{title}”', { title }),
  decline: (title) => t('Your skin “{title}” stays yours alone', { title }),
  withdraw: (title) => t('Your skin “{title}” is yours alone again', { title }),
}

async function mailMaker(
  trx: Transaction,
  by: Member,
  skin: JudgedSkin,
  { judgement, reason, baseUrl }: JudgingSkin,
): Promise<void> {
  if (skin.maker === by.id) return
  const subject = SUBJECTS[judgement](skin.title)
  const link = { href: baseUrl + href(routes.skin, { skinId: skin.id }), label: t('Your skin') }
  const says = [t('A moderator has decided about a skin you offered.'), `${subject}.`]
  const why = reason ? [t('The reason: {reason}', { reason })] : []
  for (const to of await addressesOf(trx, [skin.maker]))
    await postMail(trx, { kind: 'skin-judged', to, subject, says: [...says, ...why, link] })
}

export interface ModeratedSkin {
  readonly skin: JudgedSkin
  readonly decisions: readonly Decision[]
}

/** A skin as a moderator finds it: offered or everybody's, or one that was decided about. */
export async function moderatedSkin(db: Db, actor: Actor, id: SkinId): Promise<ModeratedSkin | undefined> {
  if (!may(actor, 'approve-skins')) return undefined
  const [skin, decided] = await Promise.all([skinToJudge(db, id), decisions(db, { skin: id })])
  if (!skin || (skin.standing === 'own' && decided.length === 0)) return undefined
  return { skin, decisions: decided }
}
