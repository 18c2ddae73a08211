"use client";

import Image from "next/image";
import { useState } from "react";
import { PRODUCTS } from "@/lib/domain/demo-shop/products";
import { price } from "./price";
import styles from "./shop.module.css";
import { useShop } from "./shop-state";
import { SignInDialog } from "./sign-in-dialog";

/** Everything the shop sells. Whoever has not signed in is asked to, so that the basket is somebody's. */
export function ProductGrid() {
  const { shopper, add } = useShop();
  const [wanted, setWanted] = useState<string | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  const put = (sku: string) => {
    add(sku);
    setAdded(sku);
  };
  return (
    <>
      <section className={styles.hero}>
        <div>
          <h1>Everything for a slower afternoon.</h1>
          <p>
            Pots, cups and small comforts. Put something into your basket, wander off, and see what brings you
            back.
          </p>
        </div>
        <div className={styles.still} aria-hidden>
          {["teapot", "mug", "cake-stand"].map((sku) => (
            <Image unoptimized key={sku} src={`/demo-shop/pictures/${sku}`} alt="" width={240} height={240} />
          ))}
        </div>
      </section>
      <ul className={styles.grid}>
        {PRODUCTS.map((product) => (
          <li key={product.sku} id={product.sku} className={styles.product}>
            <Image unoptimized src={`/demo-shop/pictures/${product.sku}`} alt="" width={240} height={240} />
            <div className={styles.about}>
              <h2>{product.name}</h2>
              <p>{product.blurb}</p>
              <div className={styles.buy}>
                <span className={styles.price}>{price(product.price)}</span>
                <button
                  type="button"
                  className={`${styles.button} ${styles.main}`}
                  onClick={() => (shopper ? put(product.sku) : setWanted(product.sku))}
                >
                  {added === product.sku ? "One more" : "Add"}
                  <span className="sr-only"> {product.name} to the basket</span>
                </button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      <SignInDialog open={wanted !== null} sku={wanted} onClose={() => setWanted(null)} />
    </>
  );
}
