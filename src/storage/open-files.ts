import type { FilesSettings } from '../core/config.ts'
import type { FileStore } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'

/** In the folder `files` of the data folder, or where the settings say. */
export const openFiles = (dataDir: string, settings?: FilesSettings): FileStore =>
  settings ? s3Store(settings) : folderStore(`${dataDir}/files`)
