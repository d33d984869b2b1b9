/** A typed array that grows when written past its end; what was never written reads as 0. */
export interface Numbers {
  data: Uint32Array<ArrayBuffer>
}

export const numbers = (): Numbers => ({ data: new Uint32Array(0) })

export function put(list: Numbers, at: number, value: number): void {
  if (at >= list.data.length) {
    if (value === 0) return
    const more = new Uint32Array(roomFor(at))
    more.set(list.data)
    list.data = more
  }
  list.data[at] = value
}

export const get = (list: Numbers, at: number): number => list.data[at] ?? 0

/** The same of small numbers. */
export interface Flags {
  data: Uint16Array<ArrayBuffer>
}

export const flags = (): Flags => ({ data: new Uint16Array(0) })

export function putFlags(list: Flags, at: number, value: number): void {
  if (at >= list.data.length) {
    const more = new Uint16Array(roomFor(at))
    more.set(list.data)
    list.data = more
  }
  list.data[at] = value
}

export const flagsOf = (list: Flags, at: number): number => list.data[at] ?? 0

/** An eighth more than needed: tables are copied whole, but seldom. */
const roomFor = (at: number): number => Math.max(16, Math.ceil((at + 1) * 1.125))

/** Gives back most of the room beyond `length`, when nothing much is to come. */
export function trim(
  list: { data: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> },
  length: number,
): void {
  const wanted = Math.ceil(length * 1.03)
  if (list.data.length > wanted) list.data = list.data.slice(0, wanted)
}

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
