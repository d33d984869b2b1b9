import { chaptersAfterWords } from './ao3-era.ts'
import type { Afterword } from './text-afterword.ts'
import type { TextHead } from './text-head.ts'
import type { Parts } from './text-parts.ts'

/** When the download was made, by what AO3 printed then; the same names as ao3-era.ts, where text can tell. */
export function eraOf(head: TextHead, afterword: Afterword, parts: Parts): string {
  if (!head.hasPreface) return 'before 2019'
  const labels = head.rows.map((row) => row.label)
  const stats = head.rows.find((row) => row.label === 'Stats')?.text ?? ''
  const plural = /^(?:Archive Warnings|Categories|Fandoms|Relationships|Characters)$/
  if (afterword.asks === 'creator' || labels.some((label) => plural.test(label))) return eraSince2023(parts)
  if (chaptersAfterWords(stats)) return '2023'
  return labels.includes('Language') ? '2022-2023' : '2019-2022'
}

function eraSince2023({ headings, chapters }: Parts): string {
  if (headings === 'none') return '2023-now'
  if (chapters.length === 1) return '2026-now'
  return headings === 'numbered' ? '2025-now' : '2023-2025'
}
