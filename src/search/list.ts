/** A typed array that grows when written past its end; what was never written reads as 0. */
export interface Numbers {
  data: Uint32Array<ArrayBuffer>
}

export const numbers = (): Numbers => ({ data: new Uint32Array(0) })

export function put(list: Numbers, at: number, value: number): void {
  if (at >= list.data.length) {
    if (value === 0) return
    const more = new Uint32Array(Math.max(16, Math.ceil((at + 1) * 1.2)))
    more.set(list.data)
    list.data = more
  }
  list.data[at] = value
}

export const get = (list: Numbers, at: number): number => list.data[at] ?? 0

/** Numbers by an id of any size: pages of 1,024, made when first written. */
export type Paged = Map<number, Uint32Array<ArrayBuffer>>

export function putPaged(pages: Paged, id: number, value: number): void {
  let page = pages.get(id >>> 10)
  if (!page) {
    page = new Uint32Array(1024)
    pages.set(id >>> 10, page)
  }
  page[id & 1023] = value
}

export const getPaged = (pages: Paged, id: number): number => pages.get(id >>> 10)?.[id & 1023] ?? 0
