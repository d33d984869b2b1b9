/** Puts a text into a field as if it had been typed there: whoever keeps the form hears of it. */
export function write(area: HTMLTextAreaElement, text: string): void {
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
