import { t } from '../web/say.ts'

/** What a number beside a tag or a bar counts, for those who hear it. */
export const worksWord = (n: number): string => t('{n, plural, one {work} other {works}}', { n })
