import type { Heap } from './heap.ts'
import type { Kernels } from './kernels.ts'
import { plainKernels } from './kernels-plain.ts'
import { KERNELS_WASM } from './kernels-wasm.ts'

let compiled: WebAssembly.Module | null | undefined

/** The kernels in WebAssembly where the machine has SIMD, else in JavaScript. */
export function fastKernels(heap: Heap): Kernels {
  const module = compileOnce()
  if (!module) return plainKernels(heap)
  const { exports } = new WebAssembly.Instance(module, { env: { memory: heap.memory } })
  return unsigned(exports)
}

function compileOnce(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled
  try {
    compiled = new WebAssembly.Module(new Uint8Array(Buffer.from(KERNELS_WASM, 'base64')))
  } catch {
    compiled = null
  }
  return compiled
}

/** What `kernels.as` exports; its u32 come out as signed numbers, but no count reaches 2³¹. */
const unsigned = (exports: unknown): Kernels => exports as Kernels
