export { nameArchive, readArchive } from './archive.ts'
export { fillSample, SAMPLE_PASSWORD } from './fill-sample.ts'
export { type OpenedSample, openSample } from './open-sample.ts'
