export { knowTags, type WrittenTag } from './know-tags.ts'
export { tagKey } from './names.ts'
