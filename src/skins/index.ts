export { publicSkins, type SkinName, skinsToChoose } from './read-skins.ts'
export { cssOf, sheetHref } from './sheets.ts'
export { skinWorn } from './worn-skin.ts'
