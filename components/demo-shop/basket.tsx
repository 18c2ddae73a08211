"use client";

import Image from "next/image";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { cartFromText } from "@/lib/domain/demo-shop/cart";
import { productOf } from "@/lib/domain/demo-shop/products";
import { Checkout } from "./checkout";
import { price } from "./price";
import styles from "./shop.module.css";
import { useShop } from "./shop-state";

/** The basket and the checkout. An address with a cart in it, such as the e-mail's, brings that cart back on any device. */
export function Basket() {
  const { cart, ready, change, restore } = useShop();
  const query = useSearchParams();
  const fromAddress = query.get("cart");
  const taken = useRef<string | null>(null);
  const [order, setOrder] = useState<string | null>(null);

  useEffect(() => {
    if (!ready || !fromAddress || taken.current === fromAddress) return;
    taken.current = fromAddress;
    const lines = cartFromText(fromAddress);
    if (lines.length > 0) restore(lines);
  }, [ready, fromAddress, restore]);

  if (order) return <Thanks orderId={order} />;
  if (!ready) return <h1 className={styles.title}>Your basket</h1>;
  if (cart.length === 0)
    return (
      <>
        <h1 className={styles.title}>Your basket</h1>
        <div className={styles.empty}>
          <strong>Nothing in it yet</strong>
          <p>A teapot would be a start.</p>
          <Link href="/demo-shop" className={`${styles.button} ${styles.main}`}>
            Look around
          </Link>
        </div>
      </>
    );
  return (
    <>
      <h1 className={styles.title}>Your basket</h1>
      <div className={styles.basket}>
        <ul className={styles.lines}>
          {cart.map(({ sku, quantity }) => {
            const product = productOf(sku);
            if (!product) return null;
            return (
              <li key={sku} className={styles.row}>
                <Image unoptimized src={`/demo-shop/pictures/${sku}`} alt="" width={84} height={84} />
                <div>
                  <strong>{product.name}</strong>
                  <small>{price(product.price)}</small>
                </div>
                <div className={styles.stepper}>
                  <button
                    type="button"
                    aria-label={`One ${product.name} less`}
                    onClick={() => change(sku, quantity - 1)}
                  >
                    −
                  </button>
                  <span>{quantity}</span>
                  <button
                    type="button"
                    aria-label={`One ${product.name} more`}
                    onClick={() => change(sku, quantity + 1)}
                  >
                    +
                  </button>
                </div>
                <span className={styles.sum}>{price(product.price * quantity)}</span>
              </li>
            );
          })}
        </ul>
        <Checkout presetCode={query.get("code") ?? ""} onOrdered={setOrder} />
      </div>
    </>
  );
}

function Thanks({ orderId }: { orderId: string }) {
  return (
    <div className={styles.thanks}>
      <h1>The kettle is on.</h1>
      <p>
        Thank you: your order <strong>{orderId}</strong> is on its way, as far as a demo can send one.
      </p>
      <Link href="/demo-shop" className={`${styles.button} ${styles.main}`}>
        Back to the shop
      </Link>
    </div>
  );
}
