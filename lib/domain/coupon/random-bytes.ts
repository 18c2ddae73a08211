/** Where chance comes from: that many unpredictable bytes. Injected, so that rules stay pure and tests repeat. */
export type RandomBytes = (size: number) => Uint8Array;
