import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** What EPUBCheck said of some books: one line a message, and its own JSON for each book by path. */
export interface EpubReport {
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly report: ReadonlyMap<string, unknown>
}

const checked = z.object({
  messages: z.array(
    z.object({
      ID: z.string(),
      severity: z.string(),
      message: z.string(),
      locations: z.array(z.object({ path: z.string(), line: z.number() })),
    }),
  ),
})

const JAR = process.env.EPUBCHECK_JAR ?? '/usr/share/java/epubcheck.jar'
const LONGEST = 32 << 20

/** EPUBCheck's own command once for each book, in one Java machine: starting it costs more than ten books. */
const MANY = `
public class Many {
  public static void main(String[] args) throws Exception {
    for (int n = 1; n < args.length; n++) {
      String json = args[0] + "/" + n + ".json";
      new com.adobe.epubcheck.tool.EpubChecker().run(new String[] { args[n], "--quiet", "--json", json });
    }
  }
}
`

export function epubcheck(paths: readonly string[]): EpubReport {
  const folder = mkdtempSync(join(tmpdir(), 'epubcheck-'))
  try {
    const program = join(folder, 'Many.java')
    writeFileSync(program, MANY)
    const given = ['-Xss8m', '-XX:TieredStopAtLevel=1', '-cp', JAR, program, folder, ...paths]
    const run = spawnSync('java', given, { encoding: 'utf8', maxBuffer: LONGEST })
    if (run.status !== 0) throw new Error(`running epubcheck on ${paths.length} books: ${run.stderr}`)
    return gather(folder, paths)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function gather(folder: string, paths: readonly string[]): EpubReport {
  const errors: string[] = []
  const warnings: string[] = []
  const report = new Map<string, unknown>()
  for (const [n, path] of paths.entries()) {
    const json: unknown = JSON.parse(readFileSync(join(folder, `${n + 1}.json`), 'utf8'))
    report.set(path, json)
    for (const { ID, severity, message, locations } of checked.parse(json).messages) {
      const line = `${path}: ${ID} ${message} (${locations[0]?.path}:${locations[0]?.line})`
      if (severity === 'ERROR' || severity === 'FATAL') errors.push(line)
      else if (severity === 'WARNING') warnings.push(line)
    }
  }
  return { errors, warnings, report }
}
