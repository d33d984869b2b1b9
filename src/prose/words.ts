export function countWords(text: string): number {
  return text.length
}
