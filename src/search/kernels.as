// The kernels in AssemblyScript; bench/engine/build-kernels.ts makes kernels-wasm.ts of it. What each does is said in
// kernels.ts, and kernels-plain.ts does the same in JavaScript. Addresses are bytes, as there.

export function and(into: usize, bits: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    v128.store(into + i, v128.and(v128.load(into + i), v128.load(bits + i)))
    v128.store(into + i, v128.and(v128.load(into + i, 16), v128.load(bits + i, 16)), 16)
    v128.store(into + i, v128.and(v128.load(into + i, 32), v128.load(bits + i, 32)), 32)
    v128.store(into + i, v128.and(v128.load(into + i, 48), v128.load(bits + i, 48)), 48)
  }
}

export function or(into: usize, bits: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    v128.store(into + i, v128.or(v128.load(into + i), v128.load(bits + i)))
    v128.store(into + i, v128.or(v128.load(into + i, 16), v128.load(bits + i, 16)), 16)
    v128.store(into + i, v128.or(v128.load(into + i, 32), v128.load(bits + i, 32)), 32)
    v128.store(into + i, v128.or(v128.load(into + i, 48), v128.load(bits + i, 48)), 48)
  }
}

export function andNot(into: usize, bits: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    v128.store(into + i, v128.andnot(v128.load(into + i), v128.load(bits + i)))
    v128.store(into + i, v128.andnot(v128.load(into + i, 16), v128.load(bits + i, 16)), 16)
    v128.store(into + i, v128.andnot(v128.load(into + i, 32), v128.load(bits + i, 32)), 32)
    v128.store(into + i, v128.andnot(v128.load(into + i, 48), v128.load(bits + i, 48)), 48)
  }
}

export function count(bits: usize, bytes: usize): u32 {
  return andCount(bits, bits, bytes)
}

// Bytes of counts are summed in pairs; up to 31 blocks of 8 bits fit a byte, so each block of 64 bytes is widened once.
export function andCount(a: usize, b: usize, bytes: usize): u32 {
  let sum = i32x4.splat(0)
  for (let i: usize = 0; i < bytes; i += 64) {
    let part = i8x16.popcnt(v128.and(v128.load(a + i), v128.load(b + i)))
    part = i8x16.add(part, i8x16.popcnt(v128.and(v128.load(a + i, 16), v128.load(b + i, 16))))
    part = i8x16.add(part, i8x16.popcnt(v128.and(v128.load(a + i, 32), v128.load(b + i, 32))))
    part = i8x16.add(part, i8x16.popcnt(v128.and(v128.load(a + i, 48), v128.load(b + i, 48))))
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(part)))
  }
  return i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
}

export function setList(into: usize, list: usize, count: usize): void {
  const end = list + (count << 2)
  for (let at = list; at < end; at += 4) {
    const slot = load<u32>(at)
    const word = into + ((slot >>> 5) << 2)
    store<u32>(word, load<u32>(word) | (1 << (slot & 31)))
  }
}

export function clearList(into: usize, list: usize, count: usize): void {
  const end = list + (count << 2)
  for (let at = list; at < end; at += 4) {
    const slot = load<u32>(at)
    const word = into + ((slot >>> 5) << 2)
    store<u32>(word, load<u32>(word) & ~(1 << (slot & 31)))
  }
}

export function setGaps(into: usize, list: usize, count: usize): void {
  let slot = load<u32>(list)
  const end = list + 2 + (count << 1)
  for (let at = list + 4; ; at += 2) {
    const word = into + ((slot >>> 5) << 2)
    store<u32>(word, load<u32>(word) | (1 << (slot & 31)))
    if (at >= end) return
    slot += load<u16>(at)
  }
}

export function clearGaps(into: usize, list: usize, count: usize): void {
  let slot = load<u32>(list)
  const end = list + 2 + (count << 1)
  for (let at = list + 4; ; at += 2) {
    const word = into + ((slot >>> 5) << 2)
    store<u32>(word, load<u32>(word) & ~(1 << (slot & 31)))
    if (at >= end) return
    slot += load<u16>(at)
  }
}

// @ts-ignore: decorator
@inline
function has(bits: usize, slot: u32): u32 {
  return (load<u32>(bits + ((slot >>> 5) << 2)) >>> (slot & 31)) & 1
}

export function countList(bits: usize, list: usize, count: usize): u32 {
  let found: u32 = 0
  const end = list + (count << 2)
  const most = list + ((count & ~3) << 2)
  let at = list
  for (; at < most; at += 16)
    found += has(bits, load<u32>(at)) + has(bits, load<u32>(at, 4)) + has(bits, load<u32>(at, 8)) + has(bits, load<u32>(at, 12))
  for (; at < end; at += 4) found += has(bits, load<u32>(at))
  return found
}

export function countGaps(bits: usize, list: usize, count: usize): u32 {
  let slot = load<u32>(list)
  let found = has(bits, slot)
  const end = list + 2 + (count << 1)
  for (let at = list + 4; at < end; at += 2) {
    slot += load<u16>(at)
    found += has(bits, slot)
  }
  return found
}

export function countSlots(bits: usize, list: usize, count: usize): u32 {
  let found: u32 = 0
  const end = list + count * 3
  const most = list + (count & ~3) * 3
  let at = list
  for (; at < most; at += 12) {
    const a = load<u32>(at)
    const b = load<u32>(at, 4)
    const c = load<u32>(at, 8)
    found += has(bits, a & 0xffffff) + has(bits, (a >>> 24) | ((b & 0xffff) << 8))
    found += has(bits, (b >>> 16) | ((c & 0xff) << 16)) + has(bits, c >>> 8)
  }
  for (; at < end; at += 3) found += has(bits, load<u32>(at) & 0xffffff)
  return found
}

// 32 slots at a time; words of the bitmap that are 0 already are passed over.
export function range(bits: usize, column: usize, bytes: usize, low: u32, high: u32): void {
  const span = i32x4.splat(high - low)
  const least = i32x4.splat(low)
  for (let i: usize = 0; i < bytes; i += 4) {
    const word = load<u32>(bits + i)
    if (word === 0) continue
    const at = column + (i << 5)
    let fits: u32 = 0
    for (let j: u32 = 0; j < 4; j++) {
      const place = at + (j << 5)
      const a = i32x4.le_u(i32x4.sub(v128.load(place), least), span)
      const b = i32x4.le_u(i32x4.sub(v128.load(place, 16), least), span)
      fits |= (<u32>i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.splat(0))) & 0xff) << (j << 3)
    }
    store<u32>(bits + i, word & fits)
  }
}

export function range16(bits: usize, column: usize, bytes: usize, low: u32, high: u32): void {
  const span = i16x8.splat(<i16>(high - low))
  const least = i16x8.splat(<i16>low)
  for (let i: usize = 0; i < bytes; i += 4) {
    const word = load<u32>(bits + i)
    if (word === 0) continue
    const at = column + (i << 4)
    const a = i16x8.le_u(i16x8.sub(v128.load(at), least), span)
    const b = i16x8.le_u(i16x8.sub(v128.load(at, 16), least), span)
    const c = i16x8.le_u(i16x8.sub(v128.load(at, 32), least), span)
    const d = i16x8.le_u(i16x8.sub(v128.load(at, 48), least), span)
    const fits = <u32>i8x16.bitmask(i8x16.narrow_i16x8_s(a, b)) | (<u32>i8x16.bitmask(i8x16.narrow_i16x8_s(c, d)) << 16)
    store<u32>(bits + i, word & fits)
  }
}

export function range8(bits: usize, column: usize, bytes: usize, low: u32, high: u32): void {
  const span = i8x16.splat(<i8>(high - low))
  const least = i8x16.splat(<i8>low)
  for (let i: usize = 0; i < bytes; i += 4) {
    const word = load<u32>(bits + i)
    if (word === 0) continue
    const at = column + (i << 3)
    const a = i8x16.le_u(i8x16.sub(v128.load(at), least), span)
    const b = i8x16.le_u(i8x16.sub(v128.load(at, 16), least), span)
    store<u32>(bits + i, word & (<u32>i8x16.bitmask(a) | (<u32>i8x16.bitmask(b) << 16)))
  }
}

export function extract(bits: usize, bytes: usize, list: usize): u32 {
  let to = list
  for (let i: usize = 0; i < bytes; i += 8) {
    let word = load<u64>(bits + i)
    while (word !== 0) {
      store<u32>(to, (<u32>i << 3) + <u32>ctz(word))
      to += 4
      word &= word - 1
    }
  }
  return <u32>((to - list) >>> 2)
}

// The heap begins above this; below lies what a batch of rows needs.
const BATCH: u32 = 32
const ROWS: usize = 256
const LENGTHS: usize = ROWS + (BATCH << 2)
const UNUSED: usize = LENGTHS + (BATCH << 2)

// Rows of few results lie far apart, and each is a wait for memory: so the addresses of a batch are read first, then
// the beginnings of all its rows, so that the waits go on side by side; then they are counted. Each in a loop of its own
// that does nothing else: the processor waits for as many at once as it has instructions in hand.
export function tally(
  bits: usize, bytes: usize, rows: usize, canons: u32,
  counts: usize, touched: usize, already: u32, part: u32,
): u32 {
  let to = touched + (already << 2)
  let batch: u32 = 0
  for (let i: usize = 0; i < bytes; i += 8) {
    let word = load<u64>(bits + i)
    while (word !== 0) {
      const slot = (<u32>i << 3) + <u32>ctz(word)
      word &= word - 1
      store<u32>(ROWS + (batch << 2), slot)
      if (++batch === BATCH) {
        to = tallyBatch(batch, rows, canons, counts, to, part)
        batch = 0
      }
    }
  }
  to = tallyBatch(batch, rows, canons, counts, to, part)
  return <u32>((to - touched) >>> 2)
}

// Counters of terms, not of canonical tags: one place in memory each instead of two. A counter met first is listed
// without a branch: it is written each time, and the list is one longer only if it was 0.
function tallyBatch(batch: u32, rows: usize, canons: u32, counts: usize, listed: usize, part: u32): usize {
  let to = listed
  let far: u32 = 0
  for (let i: u32 = 0; i < batch; i++)
    store<u32>(ROWS + (i << 2), load<u32>(rows + (load<u32>(ROWS + (i << 2)) << 2)))
  for (let i: u32 = 0; i < batch; i++) {
    const row: usize = load<u32>(ROWS + (i << 2))
    store<u32>(LENGTHS + (i << 2), load<u32>(row))
    far += load<u8>(row, 60)
  }
  store<u32>(UNUSED, far)
  for (let i: u32 = 0; i < batch; i++) {
    let at: usize = load<u32>(ROWS + (i << 2)) + 4
    const lengths = load<u32>(LENGTHS + (i << 2))
    let end = at + ((lengths & 0xffff) << 1)
    while (at < end) {
      let term: u32 = load<u16>(at)
      at += 2
      if (term >= 0xe000) {
        term = ((term - 0xe000) << 16) | load<u16>(at)
        at += 2
      }
      if (term >= canons) continue
      const counter = counts + (term << 2)
      const before = load<u32>(counter)
      store<u32>(counter, before + 1)
      store<u32>(to, term)
      to += <usize>(before === 0) << 2
    }
    if (part === 0) continue
    end += lengths >>> 16
    while (at < end) {
      let term: u32 = load<u8>(at++)
      if (term >= 224) {
        term = ((term - 224) << 24) | (load<u32>(at) & 0xffffff)
        at += 3
      }
      if (term >= canons) continue
      const counter = counts + (term << 2)
      const before = load<u32>(counter)
      store<u32>(counter, before + 1)
      store<u32>(to, term)
      to += <usize>(before === 0) << 2
    }
  }
  return to
}

export function settle(touched: usize, length: u32, canon: usize, own: usize, counts: usize): u32 {
  let end = touched + (length << 2)
  for (let at = touched; at < end; ) {
    const term = load<u32>(at)
    if (has(own, term)) {
      at += 4
      continue
    }
    const root = load<u32>(canon + (term << 2))
    const counter = counts + (term << 2)
    const count = load<u32>(counter)
    store<u32>(counter, 0)
    const into = counts + (root << 2)
    const before = root ? load<u32>(into) : 1
    if (root) store<u32>(into, before + count)
    if (before === 0) {
      store<u32>(at, root)
      at += 4
    } else {
      end -= 4
      store<u32>(at, load<u32>(end))
    }
  }
  return <u32>((end - touched) >>> 2)
}

// Those found often enough change places with the first that are not.
export function sift(touched: usize, length: u32, counts: usize, least: u32): u32 {
  const end = touched + (length << 2)
  let front = touched
  for (let at = touched; at < end; at += 4) {
    const term = load<u32>(at)
    if (load<u32>(counts + (term << 2)) < least) continue
    store<u32>(at, load<u32>(front))
    store<u32>(front, term)
    front += 4
  }
  return <u32>((front - touched) >>> 2)
}

export function clear(touched: usize, length: u32, counts: usize): void {
  const end = touched + (length << 2)
  for (let at = touched; at < end; at += 4) store<u32>(counts + (load<u32>(at) << 2), 0)
}

export function doubles(
  bits: usize, bytes: usize, rows: usize, canons: u32, canon: usize,
  counts: usize, touched: usize, stamps: usize, first: u32,
): u32 {
  let to = touched
  let stamp = first
  for (let i: usize = 0; i < bytes; i += 8) {
    let word = load<u64>(bits + i)
    while (word !== 0) {
      const slot = (<u32>i << 3) + <u32>ctz(word)
      word &= word - 1
      to = doublesOf(load<u32>(rows + (slot << 2)), canons, canon, counts, to, stamps, stamp)
      stamp++
    }
  }
  return <u32>((to - touched) >>> 2)
}

export function keepDoubles(
  bits: usize, bytes: usize, rows: usize, canons: u32, canon: usize, stamps: usize, first: u32,
): u32 {
  let stamp = first
  let kept: u32 = 0
  for (let i: usize = 0; i < bytes; i += 8) {
    let word = load<u64>(bits + i)
    let rest = word
    while (word !== 0) {
      const slot = (<u32>i << 3) + <u32>ctz(word)
      const one = word & (0 - word)
      word ^= one
      if (hasDouble(load<u32>(rows + (slot << 2)), canons, canon, stamps, stamp++)) kept++
      else rest ^= one
    }
    store<u64>(bits + i, rest)
  }
  return kept
}

function hasDouble(row: usize, canons: u32, canon: usize, stamps: usize, stamp: u32): bool {
  let at: usize = row + 4
  const narrow = at + (<usize>load<u16>(row) << 1)
  const end = narrow + <usize>load<u16>(row, 2)
  while (at < end) {
    let term: u32
    if (at < narrow) {
      term = load<u16>(at)
      at += 2
      if (term >= 0xe000) {
        term = ((term - 0xe000) << 16) | load<u16>(at)
        at += 2
      }
    } else {
      term = load<u8>(at++)
      if (term >= 224) {
        term = ((term - 224) << 24) | (load<u32>(at) & 0xffffff)
        at += 3
      }
    }
    if (term >= canons) continue
    const root = load<u32>(canon + (term << 2))
    if (root === 0) continue
    const place = stamps + (root << 2)
    if (load<u32>(place) === stamp) return true
    store<u32>(place, stamp)
  }
  return false
}

function doublesOf(
  row: usize, canons: u32, canon: usize, counts: usize, listed: usize, stamps: usize, stamp: u32,
): usize {
  let to = listed
  let at: usize = row + 4
  const narrow = at + (<usize>load<u16>(row) << 1)
  const end = narrow + <usize>load<u16>(row, 2)
  while (at < end) {
    let term: u32
    if (at < narrow) {
      term = load<u16>(at)
      at += 2
      if (term >= 0xe000) {
        term = ((term - 0xe000) << 16) | load<u16>(at)
        at += 2
      }
    } else {
      term = load<u8>(at++)
      if (term >= 224) {
        term = ((term - 224) << 24) | (load<u32>(at) & 0xffffff)
        at += 3
      }
    }
    if (term >= canons) continue
    const root = load<u32>(canon + (term << 2))
    if (root === 0) continue
    const place = stamps + (root << 2)
    if (load<u32>(place) !== stamp) {
      store<u32>(place, stamp)
      continue
    }
    const counter = counts + (root << 2)
    const before = load<u32>(counter)
    store<u32>(counter, before + 1)
    if (before === 0) {
      store<u32>(to, root)
      to += 4
    }
  }
  return to
}

// @ts-ignore: decorator
@inline
function measureTerm(term: u32, slot: u32, sizes: usize, lasts: usize): void {
  const size = load<u32>(sizes + (term << 2))
  const far: u32 = size !== 0 && slot - load<u32>(lasts + (term << 2)) > 0xffff ? 0x80000000 : 0
  store<u32>(sizes + (term << 2), (size + 1) | far)
  store<u32>(lasts + (term << 2), slot)
}

export function measure(rows: usize, from: u32, to: u32, sizes: usize, lasts: usize): void {
  for (let slot = from; slot < to; slot++) {
    const row: usize = load<u32>(rows + (slot << 2))
    let at: usize = row + 4
    const narrow = at + (<usize>load<u16>(row) << 1)
    const end = narrow + <usize>load<u16>(row, 2)
    while (at < narrow) {
      let term: u32 = load<u16>(at)
      at += 2
      if (term >= 0xe000) {
        term = ((term - 0xe000) << 16) | load<u16>(at)
        at += 2
      }
      measureTerm(term, slot, sizes, lasts)
    }
    while (at < end) {
      let term: u32 = load<u8>(at++)
      if (term >= 224) {
        term = ((term - 224) << 24) | (load<u32>(at) & 0xffffff)
        at += 3
      }
      measureTerm(term, slot, sizes, lasts)
    }
  }
}

// @ts-ignore: decorator
@inline
function spreadTerm(term: u32, slot: u32, forms: usize, places: usize, lasts: usize): void {
  const form = load<u32>(forms + (term << 2))
  const place: usize = load<u32>(places + (term << 2))
  if (form === 1) {
    const word = place + ((slot >>> 5) << 2)
    store<u32>(word, load<u32>(word) | (1 << (slot & 31)))
    return
  }
  if (form === 0) {
    store<u32>(places + (term << 2), slot)
    return
  }
  const last = load<u32>(lasts + (term << 2))
  const near = form === 3 && last !== 0xffffffff
  if (near) store<u16>(place, <u16>(slot - last))
  else store<u32>(place, slot)
  store<u32>(places + (term << 2), <u32>place + (near ? 2 : 4))
  store<u32>(lasts + (term << 2), slot)
}

export function spread(rows: usize, from: u32, to: u32, forms: usize, places: usize, lasts: usize): void {
  for (let slot = from; slot < to; slot++) {
    const row: usize = load<u32>(rows + (slot << 2))
    let at: usize = row + 4
    const narrow = at + (<usize>load<u16>(row) << 1)
    const end = narrow + <usize>load<u16>(row, 2)
    while (at < narrow) {
      let term: u32 = load<u16>(at)
      at += 2
      if (term >= 0xe000) {
        term = ((term - 0xe000) << 16) | load<u16>(at)
        at += 2
      }
      spreadTerm(term, slot, forms, places, lasts)
    }
    while (at < end) {
      let term: u32 = load<u8>(at++)
      if (term >= 224) {
        term = ((term - 224) << 24) | (load<u32>(at) & 0xffffff)
        at += 3
      }
      spreadTerm(term, slot, forms, places, lasts)
    }
  }
}
