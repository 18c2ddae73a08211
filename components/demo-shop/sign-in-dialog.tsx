"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import styles from "./shop.module.css";
import { useShop } from "./shop-state";

/** Asks who is shopping. A shop knows its customers by signing in; from then on their events belong to them. */
export function SignInDialog({
  open,
  sku = null,
  onClose,
}: {
  open: boolean;
  /** What they were about to put into the basket. */
  sku?: string | null;
  onClose: () => void;
}) {
  const { signIn } = useShop();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const phone = text("phone").replace(/[\s()-]/g, "");
    if (phone && !/^\+\d{7,15}$/.test(phone)) {
      setProblem("Write the number with its country code, such as +49 151 23456789.");
      return;
    }
    const shopper = {
      name: text("name"),
      email: text("email").toLowerCase(),
      phone,
      news: form.get("news") === "on",
    };
    setProblem(null);
    signIn(shopper, sku);
    onClose();
  };

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={title} onClose={onClose}>
      <h2 id={title}>Who is shopping?</h2>
      <p className={styles.note}>
        Any name and address will do: in this demo no message leaves your machine.
      </p>
      <form className={styles.form} onSubmit={submit}>
        <label>
          Name
          <input name="name" required maxLength={100} autoComplete="name" />
        </label>
        <label>
          E-mail
          <input name="email" type="email" required maxLength={200} autoComplete="email" />
        </label>
        <label>
          Phone (for the text message)
          <input name="phone" type="tel" maxLength={30} placeholder="+49 151 23456789" autoComplete="tel" />
        </label>
        <label className={styles.tick}>
          <input name="news" type="checkbox" defaultChecked />
          You may write to me about my basket
        </label>
        {problem ? (
          <p role="alert" className={styles.bad}>
            {problem}
          </p>
        ) : null}
        <div className={styles.choices}>
          <button type="submit" className={`${styles.button} ${styles.main}`}>
            Sign in
          </button>
          <button type="button" className={styles.button} onClick={onClose}>
            Just looking
          </button>
        </div>
      </form>
    </dialog>
  );
}
