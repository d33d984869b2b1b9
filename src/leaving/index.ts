export { type Erasing, eraseDue } from './erase.ts'
