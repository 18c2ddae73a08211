/** The SQL of a lease's advisory lock, of the column or parameter `lease`, apart from the keys of other locks. */
export const leaseKey = (lease: string): string => `hashtextextended('lease ' || ${lease}, 5112026)`;
