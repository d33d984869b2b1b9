import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Makes src/search/kernels-wasm.ts of src/search/kernels.as. Run it after every change of the latter. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'kernels-'))
try {
  copyFileSync(join(ROOT, 'src/search/kernels.as'), join(folder, 'kernels.ts'))
  const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
  const options = [
    '--runtime',
    'stub',
    '--importMemory',
    '--noExportMemory',
    '--enable',
    'simd',
    '-O3',
    '--noAssert',
  ]
  execFileSync(process.execPath, [asc, 'kernels.ts', '--outFile', 'kernels.wasm', ...options], {
    cwd: folder,
    stdio: 'inherit',
  })
  const wasm = readFileSync(join(folder, 'kernels.wasm'))
  writeFileSync(
    join(ROOT, 'src/search/kernels-wasm.ts'),
    `/** Made by bench/engine/build-kernels.ts of kernels.as: ${wasm.length} bytes of WebAssembly. */\nexport const KERNELS_WASM =\n  '${wasm.toString('base64')}'\n`,
  )
  console.log(`kernels-wasm.ts: ${wasm.length} bytes`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
