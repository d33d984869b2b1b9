export { AdultPage } from './adult-page.tsx'
export { MysteryPage } from './mystery-page.tsx'
export { NavigatePage } from './navigate-page.tsx'
export { WorkPage } from './work-page.tsx'
