"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type AddressParts, type AddressValues, readAddress, writeAddress } from "./list-address";

/**
 * Keeps what a list shows in its address, so that going back, reloading and sharing find it again:
 * `const [{ search, show }, go] = useListAddress({ search: "", show: ["all", "on", "off"] })`. A change leaves the other parts
 * as they are, and adds nothing to the history.
 */
export function useListAddress<const Parts extends AddressParts>(
  parts: Parts,
): [AddressValues<Parts>, (next: Partial<AddressValues<Parts>>) => void] {
  const router = useRouter();
  const path = usePathname();
  const values = readAddress(parts, useSearchParams());
  return [
    values,
    (next) => router.replace(writeAddress(path, parts, { ...values, ...next }), { scroll: false }),
  ];
}
