import type { Profile } from "@/lib/domain/customer/identity-plan";
import type { CartLine } from "@/lib/domain/demo-shop/cart";
import type { Reported } from "@/lib/server/jobs/delivery/report-results";

/** Something that a generated shopper does. `at` in epoch ms. */
export type Act = { at: number; shopper: Profile } & (
  | { kind: "arrive" }
  | { kind: "cart"; cart: readonly CartLine[] }
  /** `code`: what they type at the checkout. */
  | { kind: "buy"; cart: readonly CartLine[]; code: string | null }
  /** `topic`: the key of what they want no more of; null is everything on the channel. */
  | { kind: "opt-out"; channel: "email" | "sms"; topic: string | null }
  | { kind: "call-agent" }
  | { kind: "read"; message: Reported; result: "opened" | "clicked" }
);

/** What is still to happen, soonest first: a binary heap. */
export class Agenda {
  readonly #heap: Act[] = [];

  add(act: Act): void {
    const heap = this.#heap;
    let index = heap.push(act) - 1;
    for (
      let parent = (index - 1) >> 1;
      index > 0 && heap[parent]!.at > heap[index]!.at;
      parent = (index - 1) >> 1
    ) {
      [heap[parent], heap[index]] = [heap[index]!, heap[parent]!];
      index = parent;
    }
  }

  /** Takes all that happens until then, in order. */
  takeUntil(moment: number): Act[] {
    const acts: Act[] = [];
    while (this.#heap[0] && this.#heap[0].at <= moment) acts.push(this.#pop());
    return acts;
  }

  #pop(): Act {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const right = left + 1;
      let least = index;
      if (left < heap.length && heap[left]!.at < heap[least]!.at) least = left;
      if (right < heap.length && heap[right]!.at < heap[least]!.at) least = right;
      if (least === index) return first;
      [heap[least], heap[index]] = [heap[index]!, heap[least]!];
      index = least;
    }
  }
}
