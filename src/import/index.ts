export { bringIn, type FileReport, type Importer, readGathered, type Whose } from './bring-in.ts'
export { gather } from './gather.ts'
export { runImport } from './import-runs.ts'
export { importRoutes } from './routes.tsx'
