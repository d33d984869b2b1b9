/** A fault whose message tells the operator what to do; printed without a stack. */
export class StorageFault extends Error {}
