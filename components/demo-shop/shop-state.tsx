"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { addLine, type CartLine, cartProperties, setQuantity } from "@/lib/domain/demo-shop/cart";
import type { DemoShop } from "@/lib/domain/demo-shop/shop-config";
import { cartograph } from "./sdk";

export type Shopper = { name: string; email: string; phone: string; news: boolean };

type Shop = {
  config: DemoShop;
  shopper: Shopper | null;
  cart: readonly CartLine[];
  /** False until this browser's own state was read: nothing about it can be said before. */
  ready: boolean;
  /** The last thing that was told to Cartograph, in words. */
  told: string | null;
  /** `sku`: what they were about to put into the basket. */
  signIn: (shopper: Shopper, sku: string | null) => void;
  signOut: () => void;
  add: (sku: string) => void;
  change: (sku: string, quantity: number) => void;
  /** Takes over a cart that came with an address. */
  restore: (cart: readonly CartLine[]) => void;
  /** The order was placed: empties the cart and tells of the purchase. */
  bought: (purchase: Record<string, unknown>) => void;
};

const Context = createContext<Shop | null>(null);
const KEY = "kettle-and-crumb";

/** Who shops here and what is in their basket, kept in this browser, and told to Cartograph through its SDK as any shop does. */
export function ShopProvider({ config, children }: { config: DemoShop; children: ReactNode }) {
  const [state, setState] = useState<{ shopper: Shopper | null; cart: CartLine[]; ready: boolean }>({
    shopper: null,
    cart: [],
    ready: false,
  });
  const [told, setTold] = useState<string | null>(null);

  useEffect(() => {
    const kept = read();
    setState((before) => ({ ...kept, cart: before.ready ? before.cart : kept.cart, ready: true }));
    if (kept.shopper) identify(kept.shopper);
    cartograph()?.page();
  }, []);

  const save = useCallback((shopper: Shopper | null, cart: readonly CartLine[]) => {
    localStorage.setItem(KEY, JSON.stringify({ shopper, cart }));
    setState({ shopper, cart: [...cart], ready: true });
  }, []);

  const shop = useMemo<Shop>(() => {
    const addFor = (shopper: Shopper | null, sku: string) => {
      const cart = addLine(state.cart, sku);
      cartograph()?.track("itemAddedToCart", cartProperties(cart, config.baseUrl));
      setTold("track: itemAddedToCart");
      save(shopper, cart);
    };
    return {
      config,
      ...state,
      told,
      signIn: (shopper, sku) => {
        identify(shopper);
        if (sku) {
          addFor(shopper, sku);
          return;
        }
        setTold("identify");
        save(shopper, state.cart);
      },
      signOut: () => {
        cartograph()?.forget();
        setTold(null);
        save(null, []);
      },
      add: (sku) => addFor(state.shopper, sku),
      change: (sku, quantity) => save(state.shopper, setQuantity(state.cart, sku, quantity)),
      restore: (cart) => save(read().shopper, cart),
      bought: (purchase) => {
        cartograph()?.track("PurchaseFinished", purchase);
        setTold("track: PurchaseFinished");
        save(state.shopper, []);
      },
    };
  }, [config, state, told, save]);
  return <Context value={shop}>{children}</Context>;
}

/** The shop's state; only inside ShopProvider. */
export function useShop(): Shop {
  const shop = useContext(Context);
  if (!shop) throw new Error("useShop is for components inside ShopProvider.");
  return shop;
}

function identify({ email, name, phone, news }: Shopper): void {
  const [firstName = "", ...rest] = name.trim().split(/\s+/);
  cartograph()?.identify(email, {
    email,
    ...(firstName ? { firstName } : {}),
    ...(rest.length > 0 ? { lastName: rest.join(" ") } : {}),
    ...(phone ? { phone } : {}),
    ...(news ? { consent: { email: "granted", ...(phone ? { sms: "granted" } : {}) } } : {}),
  });
}

function read(): { shopper: Shopper | null; cart: CartLine[] } {
  try {
    const { shopper, cart } = JSON.parse(localStorage.getItem(KEY) ?? "{}") as {
      shopper?: Shopper;
      cart?: CartLine[];
    };
    return { shopper: shopper ?? null, cart: Array.isArray(cart) ? cart : [] };
  } catch {
    return { shopper: null, cart: [] };
  }
}
