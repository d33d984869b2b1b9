import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Uploaded } from '../import-runs.ts'
import type { FileOutcome } from './read-document.ts'
import { readDocument } from './read-document.ts'

/*
 * The thread that read-aside.ts starts: documents are read here, so that neither a long one nor one made to hurt keeps
 * the archive from answering. Nothing that it imports may import a page (*.tsx): it starts without what reads those.
 */
const files: readonly Uploaded[] = workerData
const read: FileOutcome[] = []
for (const { name, keptAt } of files) read.push(await readDocument({ name, bytes: await readFile(keptAt) }))
parentPort?.postMessage(read)
