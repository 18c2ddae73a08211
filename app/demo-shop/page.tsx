import { ProductGrid } from "@/components/demo-shop/product-grid";

export default function ShopPage() {
  return <ProductGrid />;
}
