"use client";

import Link from "next/link";
import Script from "next/script";
import { type ReactNode, useState } from "react";
import type { DemoShop } from "@/lib/domain/demo-shop/shop-config";
import styles from "./shop.module.css";
import { ShopProvider, useShop } from "./shop-state";
import { SignInDialog } from "./sign-in-dialog";
import { Strip } from "./strip";

// Keeps calls made before the SDK has loaded, as on any shop's page.
const QUEUE = `(function (c) { window.cartograph = c; ["identify", "track", "page", "forget"].forEach(function (m) {
  c[m] = function () { c.push([m].concat([].slice.call(arguments))); }; }); })(window.cartograph || []);`;

/** Head, foot and state of every page of the demo shop, with the SDK that any shop would embed. */
export function ShopFrame({ config, children }: { config: DemoShop; children: ReactNode }) {
  return (
    <ShopProvider config={config}>
      <Script id="cartograph-queue" strategy="beforeInteractive">
        {QUEUE}
      </Script>
      <Script src="/cartograph.min.js" strategy="afterInteractive" data-key={config.writeKey} />
      <div className={styles.shop}>
        <Head />
        <main className={styles.body}>{children}</main>
        <Strip />
      </div>
    </ShopProvider>
  );
}

function Head() {
  const { shopper, cart, ready, signOut } = useShop();
  const [asking, setAsking] = useState(false);
  const count = cart.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <header className={styles.bar}>
      <Link href="/demo-shop" className={styles.brand}>
        Kettle <em>&amp;</em> Crumb
      </Link>
      {ready ? (
        <div className={styles.who}>
          {shopper ? (
            <>
              <span dir="auto">Hello, {shopper.name}</span>
              <button type="button" className={styles.plain} onClick={signOut}>
                Sign out
              </button>
            </>
          ) : (
            <button type="button" className={styles.plain} onClick={() => setAsking(true)}>
              Sign in
            </button>
          )}
        </div>
      ) : null}
      <Link href="/demo-shop/cart" className={styles.button}>
        Basket <span className={styles.count}>{ready ? count : 0}</span>
      </Link>
      <SignInDialog open={asking} onClose={() => setAsking(false)} />
    </header>
  );
}
