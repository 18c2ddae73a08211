"use client";

import Link from "next/link";
import styles from "./shop.module.css";
import { useShop } from "./shop-state";

/** Leads from the shop to what its events have done: the canvas, the shopper's own timeline, the inbox and the phone. */
export function Strip() {
  const { config, shopper, told } = useShop();
  return (
    <nav className={styles.strip} aria-label="See what Cartograph just did">
      <strong>
        See what Cartograph just did
        {told ? (
          <>
            {": "}
            <span role="status">{told}</span>
          </>
        ) : null}
      </strong>
      {config.flow ? <Link href={`/flows/${config.flow.id}/performance`}>The canvas</Link> : null}
      {shopper ? <Link href={`/customers/${encodeURIComponent(shopper.email)}`}>Your timeline</Link> : null}
      <a href={config.inboxUrl}>Your inbox</a>
      <Link href="/demo-shop/phone">Your phone</Link>
    </nav>
  );
}
