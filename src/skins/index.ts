export { type JudgedListed, publicSkins, type SkinName, skinsToChoose, skinsToJudge } from './read-skins.ts'
export { holdSkin, type JudgedSkin, settleSkin, skinToJudge } from './settle-skin.ts'
export { cssOf, sheetHref } from './sheets.ts'
export { skinWorn } from './worn-skin.ts'
