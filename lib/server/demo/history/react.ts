import type { Profile } from "@/lib/domain/customer/identity-plan";
import { type CartLine, cartFromText, cartToText } from "@/lib/domain/demo-shop/cart";
import type { Delivery } from "@/lib/server/db/messages/load-deliveries";
import { DEMO_TOPICS } from "../demo-names";
import type { Act } from "./act";
import type { Dice } from "./dice";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a shopper does about a message that reached them at `at` (epoch ms). */
export function react(dice: Dice, shopper: Profile, delivery: Delivery, at: number): Act[] {
  const cart = cartOf(delivery);
  if (cart.length === 0) return [];
  const code = delivery.context.vouchers[0]?.code ?? null;
  return delivery.channel === "email"
    ? toEmail(dice, shopper, delivery, cart, code, at)
    : toSms(dice, shopper, delivery, cart, code, at);
}

function toEmail(
  dice: Dice,
  shopper: Profile,
  message: Delivery,
  cart: CartLine[],
  code: string | null,
  at: number,
): Act[] {
  if (!dice.chance(0.47))
    return dice.chance(0.03)
      ? [{ kind: "buy", at: at + dice.between(1, 30) * HOUR, shopper, cart, code: null }]
      : [];
  const opened = at + 2 * MINUTE + dice.soon(100 * MINUTE);
  const acts: Act[] = [{ kind: "read", at: opened, shopper, message, result: "opened" }];
  if (dice.chance(0.018)) {
    const topic = dice.chance(0.6) ? DEMO_TOPICS[0].key : null;
    acts.push({ kind: "opt-out", at: opened + MINUTE, shopper, channel: "email", topic });
  }
  if (!dice.chance(0.4)) return acts;
  const clicked = opened + dice.between(0.5, 12) * MINUTE;
  acts.push({ kind: "read", at: clicked, shopper, message, result: "clicked" });
  if (dice.chance(0.55)) {
    const bought = clicked + dice.between(4, 50) * MINUTE;
    acts.push({ kind: "buy", at: bought, shopper, cart, code: dice.chance(0.86) ? code : null });
  }
  return acts;
}

/** By now the code has run out; some try it all the same. */
function toSms(
  dice: Dice,
  shopper: Profile,
  message: Delivery,
  cart: CartLine[],
  code: string | null,
  at: number,
): Act[] {
  const acts: Act[] = [];
  if (dice.chance(0.02))
    acts.push({ kind: "opt-out", at: at + dice.soon(20 * MINUTE), shopper, channel: "sms", topic: null });
  if (!dice.chance(0.16)) return acts;
  const clicked = at + MINUTE + dice.soon(35 * MINUTE);
  acts.push({ kind: "read", at: clicked, shopper, message, result: "clicked" });
  if (dice.chance(0.45)) {
    const bought = clicked + dice.between(3, 40) * MINUTE;
    acts.push({ kind: "buy", at: bought, shopper, cart, code: dice.chance(0.35) ? code : null });
  }
  return acts;
}

function cartOf({ context }: Delivery): CartLine[] {
  const lines = context.cart?.items.map(({ sku, quantity }) => ({ sku, quantity })) ?? [];
  return cartFromText(cartToText(lines));
}
