import { Suspense } from "react";
import { Basket } from "@/components/demo-shop/basket";

export default function CartPage() {
  return (
    <Suspense>
      <Basket />
    </Suspense>
  );
}
