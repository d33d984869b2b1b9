import type { Afterword } from './text-afterword.ts'
import type { TextHead } from './text-head.ts'
import type { Parts } from './text-parts.ts'

/** When the download was made, by what AO3 printed then (reference: formats.md, the table of eras). */
export function eraOf(head: TextHead, afterword: Afterword, parts: Parts): string {
  const labels = head.rows.map((row) => row.label)
  const stats = head.rows.find((row) => row.label === 'Stats')?.text ?? ''
  const plural = /^(?:Archive Warnings|Categories|Fandoms|Relationships|Characters)$/
  const wordsFirst = /Words:.*Chapters:/.test(stats)
  if (parts.numberedTitles && (wordsFirst || !stats.includes('Chapters'))) return '2025 on'
  if (afterword.asks === 'creator' || labels.some((label) => plural.test(label))) return '2023-2025'
  if (wordsFirst) return '2023'
  if (labels.includes('Language')) return '2022-2023'
  return head.hasPreface ? '2019-2022' : '2010-2018'
}
