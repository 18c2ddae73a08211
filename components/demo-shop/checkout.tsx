"use client";

import { type FormEvent, useState } from "react";
import { api } from "@/lib/client/api";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { checkCodeContract, placeOrderContract } from "@/lib/contracts/demo";
import { eventItems, totalsOf } from "@/lib/domain/demo-shop/cart";
import { SHOP_CURRENCY } from "@/lib/domain/demo-shop/products";
import { price } from "./price";
import styles from "./shop.module.css";
import { useShop } from "./shop-state";
import { SignInDialog } from "./sign-in-dialog";

type Checked = ResponseOf<typeof checkCodeContract> & { code: string; of: string };

/** What the basket costs, a code that makes it cheaper, and the button that buys it. */
export function Checkout({
  presetCode,
  onOrdered,
}: {
  presetCode: string;
  onOrdered: (orderId: string) => void;
}) {
  const { cart, shopper, config, bought } = useShop();
  const [code, setCode] = useState(presetCode);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState<"code" | "order" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);

  // What was said of a code holds for the basket it was asked about only.
  const contents = JSON.stringify(cart);
  const answer = checked?.of === contents ? checked : null;
  const { items, shipping, total } = totalsOf(cart);
  const bill = answer?.bill ?? { items, shipping, discount: 0, total };

  const carry = async (what: "code" | "order", work: () => Promise<void>) => {
    if (!shopper) {
      setAsking(true);
      return;
    }
    setBusy(what);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(null);
    }
  };

  const check = (event: FormEvent) => {
    event.preventDefault();
    void carry("code", async () => {
      const result = await api.post<ResponseOf<typeof checkCodeContract>>("/api/demo/code-check", {
        body: { cart, shopper, code },
      });
      setChecked({ ...result, code: code.trim(), of: contents });
    });
  };

  const buy = () =>
    carry("order", async () => {
      const order = await api.post<ResponseOf<typeof placeOrderContract>>("/api/demo/orders", {
        body: { cart, shopper, ...(answer?.valid ? { code: answer.code } : {}) },
      });
      bought({
        orderId: order.orderId,
        total: order.bill.total,
        currency: SHOP_CURRENCY,
        items: eventItems(cart, config.baseUrl),
        couponCodes: order.couponCodes,
      });
      onOrdered(order.orderId);
    });

  return (
    <section className={styles.bill} aria-label="Checkout">
      <dl>
        <dt>Basket</dt>
        <dd>{price(bill.items)}</dd>
        <dt>Parcel</dt>
        <dd>{price(bill.shipping)}</dd>
        {bill.discount > 0 ? (
          <>
            <dt className={styles.off}>Your code {answer?.code}</dt>
            <dd className={styles.off}>−{price(bill.discount)}</dd>
          </>
        ) : null}
        <dt className={styles.total}>Total</dt>
        <dd className={styles.total}>{price(bill.total)}</dd>
      </dl>
      <form className={styles.code} onSubmit={check}>
        <label>
          Code from your e-mail
          <input
            value={code}
            onChange={(event) => setCode(event.target.value)}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <button type="submit" className={styles.button} disabled={busy !== null || code.trim() === ""}>
          {busy === "code" ? "Asking" : "Apply"}
        </button>
      </form>
      {answer && !answer.valid ? (
        <p role="alert" className={styles.bad}>
          {answer.reason}
        </p>
      ) : null}
      {problem ? (
        <p role="alert" className={styles.bad}>
          {problem}
        </p>
      ) : null}
      <button
        type="button"
        className={`${styles.button} ${styles.main}`}
        disabled={busy !== null}
        onClick={() => void buy()}
      >
        {busy === "order" ? "Buying" : shopper ? `Buy for ${price(bill.total)}` : "Sign in and buy"}
      </button>
      <p className={styles.note}>Nothing is charged and nothing is sent: this shop is a demo.</p>
      <SignInDialog open={asking} onClose={() => setAsking(false)} />
    </section>
  );
}
