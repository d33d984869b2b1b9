/**
 * One block of memory for everything the kernels touch: postings, bitmaps, rows, columns. Addresses are byte offsets,
 * 0 is none. WebAssembly reads it where it lies; a snapshot is a copy of it. Growing replaces the views, so no view
 * is kept in a variable across anything that may allocate.
 */
export interface Heap {
  readonly memory: WebAssembly.Memory
  u8: Uint8Array<ArrayBuffer>
  u16: Uint16Array<ArrayBuffer>
  u32: Uint32Array<ArrayBuffer>
  f64: Float64Array<ArrayBuffer>
  /** First byte never allocated. */
  top: number
  /** Size of block → first free block; each free block holds the address of the next. */
  readonly free: Map<number, number>
  /** Bytes in free blocks. */
  idle: number
  /** A great block being cut up, from here to there. */
  piece: number
  pieceEnd: number
  /** Free blocks of more than 64 KB. */
  greats: number
  /** Raised whenever a block is taken or given back. */
  changes: number
}

const PAGE = 65536
/** 4 GB less one page: the most that 32-bit WebAssembly addresses. */
const MOST_PAGES = 65535
export const MOST_BYTES = MOST_PAGES * PAGE
/** What lies below is the kernels' own. */
const FIRST = 1024
/** Greater blocks begin where a double may; smaller ones hold none. */
const UNALIGNED = 256
/** Blocks up to this size are cut from great ones. */
const SMALL = 8192

export function openHeap(bytes = PAGE): Heap {
  const memory = new WebAssembly.Memory({
    initial: Math.min(MOST_PAGES, Math.ceil(bytes / PAGE) + 1),
    maximum: MOST_PAGES,
  })
  return {
    memory,
    ...viewsOf(memory),
    top: FIRST,
    free: new Map(),
    idle: 0,
    piece: 0,
    pieceEnd: 0,
    greats: 0,
    changes: 0,
  }
}

/** A block of at least so many bytes, not cleared. */
export function allocate(heap: Heap, bytes: number): number {
  heap.changes++
  const size = blockSize(bytes)
  const idle = heap.free.get(size)
  if (idle) {
    heap.free.set(size, heap.u32[idle >>> 2] ?? 0)
    heap.idle -= size
    if (size > PAGE) heap.greats--
    return idle
  }
  if (size <= SMALL) {
    const cut = cutOff(heap, size)
    if (cut) return cut
  }
  if (size > UNALIGNED && heap.top & 4) {
    heap.top += 4
    release(heap, heap.top - 4, 4)
  }
  const at = heap.top
  heap.top += size
  // Kernels may read a little past the last block.
  if (heap.top + FIRST > heap.u8.length) growHeap(heap, heap.top + FIRST)
  return at
}

/** A piece of a great free block: growing tables leave some, and small blocks are wanted most. 0 if there is none. */
function cutOff(heap: Heap, size: number): number {
  if (size > UNALIGNED && heap.piece & 4) cutRest(heap, 4)
  if (heap.pieceEnd - heap.piece < size) {
    while (heap.pieceEnd > heap.piece) cutRest(heap, Math.min(UNALIGNED, heap.pieceEnd - heap.piece))
    if (heap.greats === 0) return 0
    heap.greats--
    const great = [...heap.free].find(([of, at]) => of > PAGE && at > 0)
    if (!great) return 0
    heap.free.set(great[0], heap.u32[great[1] >>> 2] ?? 0)
    heap.piece = great[1]
    heap.pieceEnd = great[1] + great[0]
  }
  heap.idle -= size
  heap.piece += size
  return heap.piece - size
}

function cutRest(heap: Heap, rest: number): void {
  release(heap, heap.piece, rest)
  heap.piece += rest
  heap.idle -= rest
}

/** Gives back what `allocate` gave for the same number of bytes. */
export function release(heap: Heap, at: number, bytes: number): void {
  heap.changes++
  const size = blockSize(bytes)
  heap.u32[at >>> 2] = heap.free.get(size) ?? 0
  heap.free.set(size, at)
  heap.idle += size
  if (size > PAGE) heap.greats++
}

/**
 * What is really taken for so many bytes: steps of 4 to 256, of a sixteenth of the size to 64 KB, of 4 KB beyond. The
 * last are bitmaps and columns, whose size the index chooses.
 */
export function blockSize(bytes: number): number {
  if (bytes <= 4) return 4
  if (bytes <= UNALIGNED) return (bytes + 3) & ~3
  if (bytes > PAGE) return Math.ceil(bytes / 4096) * 4096
  const step = 1 << (27 - Math.clz32(bytes - 1))
  return (bytes + step - 1) & -step
}

function growHeap(heap: Heap, bytes: number): void {
  const now = heap.memory.buffer.byteLength / PAGE
  const wanted = Math.ceil(bytes / PAGE) + 1
  if (wanted > MOST_PAGES) throw new RangeError('the search index does not fit into 4 GB')
  if (wanted > now) heap.memory.grow(Math.min(MOST_PAGES, Math.max(wanted, Math.ceil(now * 1.1))) - now)
  Object.assign(heap, viewsOf(heap.memory))
}

function viewsOf(memory: WebAssembly.Memory) {
  const { buffer } = memory
  return {
    u8: new Uint8Array(buffer),
    u16: new Uint16Array(buffer),
    u32: new Uint32Array(buffer),
    f64: new Float64Array(buffer),
  }
}
