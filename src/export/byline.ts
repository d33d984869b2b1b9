import type { DownloadInput } from './download-input.ts'
import { authorLink } from './frame.ts'

export const ANONYMOUS = 'Anonymous'

export const byline = ({ creatorUrl }: DownloadInput, names: readonly string[]): string =>
  names.length === 0 ? ANONYMOUS : names.map((name) => authorLink(creatorUrl(name), name)).join(', ')
