import type { Profile } from "@/lib/domain/customer/identity-plan";
import { addLine, type CartLine } from "@/lib/domain/demo-shop/cart";
import { PRODUCTS } from "@/lib/domain/demo-shop/products";
import type { Act } from "./act";
import { shoppingMoment } from "./calendar";
import type { Dice } from "./dice";
import { makeShopper } from "./people";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The shoppers of a history from `from` to `until` (epoch ms), each with what they do of their own accord. */
export function planVisits(
  dice: Dice,
  {
    from,
    until,
    shoppers,
    rush,
    rushMs,
  }: { from: number; until: number; shoppers: number; rush: number; rushMs: number },
): Act[] {
  const acts: Act[] = [];
  for (let index = 0; index < shoppers; index++) {
    const first = shoppingMoment(dice, from, until);
    const shopper = makeShopper(dice, index, first);
    acts.push({ kind: "arrive", at: first, shopper });
    for (let at = first, visits = 0; at < until && visits < 4; visits++) {
      acts.push(...visit(dice, shopper, at));
      if (!dice.chance(0.42)) break;
      at = shoppingMoment(dice, at + 4 * HOUR, at + 4 * HOUR + DAY + dice.soon(6 * DAY));
    }
    if (dice.chance(0.004))
      acts.push({ kind: "call-agent", at: first + dice.between(HOUR, 20 * HOUR), shopper });
  }
  // Yesterday and the day before at this time the shop was full: what those people do next happens in the hours after `until`.
  for (let index = 0; index < rush; index++) {
    const day = dice.chance(0.3) ? 2 : 1;
    const at = until - day * DAY + dice.between(2 * MINUTE, rushMs);
    const shopper = makeShopper(dice, shoppers + index, at);
    acts.push({ kind: "arrive", at, shopper }, { kind: "cart", at, shopper, cart: fill(dice, []) });
  }
  return acts;
}

/** Puts one to three things into the basket, and often leaves it there. */
function visit(dice: Dice, shopper: Profile, start: number): Act[] {
  const acts: Act[] = [];
  let cart: CartLine[] = [];
  let at = start;
  const things = dice.weighted([
    [1, 66],
    [2, 24],
    [3, 10],
  ] as const);
  for (let thing = 0; thing < things; thing++) {
    cart = fill(dice, cart);
    acts.push({ kind: "cart", at, shopper, cart });
    at += dice.between(1, 9) * MINUTE;
  }
  const ending = dice.weighted([
    ["buys now", 14],
    ["comes back", 8],
    ["leaves", 78],
  ] as const);
  if (ending === "buys now")
    acts.push({ kind: "buy", at: at + dice.between(2, 40) * MINUTE, shopper, cart, code: null });
  if (ending === "comes back")
    acts.push({ kind: "buy", at: at + dice.between(2, 22) * HOUR, shopper, cart, code: null });
  return acts;
}

function fill(dice: Dice, cart: readonly CartLine[]): CartLine[] {
  const more = addLine(cart, dice.pick(PRODUCTS).sku);
  return dice.chance(0.12) ? addLine(more, more[0]!.sku) : more;
}
