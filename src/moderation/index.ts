export { whyHidden } from './decisions.ts'
export { hideWork, showWork } from './hide-work.ts'
export { strikeNames } from './strike-names.ts'
export { banPerson } from './suspend-person.ts'
