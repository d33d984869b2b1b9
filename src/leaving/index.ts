export { eraseDue } from './erase.ts'
export { forgetOldParcels, makeParcel } from './make-parcel.ts'
export { writeTakeout } from './takeout.ts'
