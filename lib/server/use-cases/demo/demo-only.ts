import { DomainError } from "@/lib/domain/errors";
import { getDemoShop } from "./get-demo-shop";

/** Lets the demo's routes exist only where there is a demo. @throws DomainError not_found */
export async function demoOnly(): Promise<void> {
  if (!(await getDemoShop()))
    throw new DomainError("not_found", "There is no demo shop on this installation.");
}
