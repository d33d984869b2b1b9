export { whyHidden } from './decisions.ts'
export { type GiveRole, giveRole } from './give-role.ts'
export { type HideWork, hideWork, type ShowWork, showWork } from './hide-work.ts'
export { banPerson, type Judged, liftJudgement, suspendPerson } from './suspend-person.ts'
