export function searchText(text: string, _language: string): string {
  return text
}
export function searchQueryText(query: string): string {
  return query
}
