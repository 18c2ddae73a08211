/**
 * How many tries to sign in there are. `pair` is one address at one account. `address` lets an office behind one address sign in, as
 * tries that succeed do not count. `account` stops a guesser who changes addresses, at the price that an owner may have to wait.
 */
export const TRIES = {
  pair: { points: 6, seconds: 900 },
  address: { points: 60, seconds: 900 },
  account: { points: 100, seconds: 3600 },
} as const;
