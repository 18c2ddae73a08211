"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";

type Formats = { timeZone: string; currency: string };
const FormatContext = createContext<Formats>({ timeZone: "UTC", currency: "USD" });

/** Says once in which zone times and in which currency money is shown below it. */
export function FormatProvider({ timeZone, currency, children }: Formats & { children: ReactNode }) {
  const value = useMemo(() => ({ timeZone, currency }), [timeZone, currency]);
  return <FormatContext value={value}>{children}</FormatContext>;
}

/** The zone and currency in force. */
export function useFormats(): Formats {
  return useContext(FormatContext);
}
