"use client";

import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { api } from "@/lib/client/api";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listSmsContract } from "@/lib/contracts/demo";
import styles from "./shop.module.css";
import { useShop } from "./shop-state";
import { SignInDialog } from "./sign-in-dialog";

const LOOK_EVERY_MS = 3000;

/** The shopper's phone: text messages that the demo's gateway kept instead of sending. */
export function Phone() {
  const { shopper, ready } = useShop();
  const [asking, setAsking] = useState(false);
  const number = shopper?.phone ?? "";
  const messages = useQuery({
    queryKey: ["demo", "sms", number],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof listSmsContract>>("/api/demo/sms", { query: { to: number }, signal }),
    enabled: number !== "",
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <>
      <h1 className={styles.title}>Your phone</h1>
      {!ready ? null : number ? (
        <section className={styles.phone} aria-label="Text messages">
          <h2>{number}</h2>
          {messages.data?.data.map((sms) => (
            <div key={sms.id} className={styles.bubble}>
              <WithLinks text={sms.text} />
              <time dateTime={sms.at}>{new Date(sms.at).toLocaleString()}</time>
            </div>
          ))}
          {messages.data?.data.length === 0 ? (
            <p className={styles.note}>
              No text message yet. The flow sends one when an e-mail did not bring you back.
            </p>
          ) : null}
          {messages.error ? <p className={styles.bad}>{messages.error.message}</p> : null}
        </section>
      ) : (
        <div className={styles.empty}>
          <strong>Which phone?</strong>
          <p>Sign in with a phone number: its text messages appear here instead of being sent.</p>
          <button type="button" className={`${styles.button} ${styles.main}`} onClick={() => setAsking(true)}>
            Sign in with a number
          </button>
        </div>
      )}
      <SignInDialog open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** Addresses in a text become links; everything else stays text. */
function WithLinks({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/\S+)/);
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    <Fragment key={index}>{index % 2 === 1 ? <a href={part}>{part}</a> : part}</Fragment>
  ));
}
