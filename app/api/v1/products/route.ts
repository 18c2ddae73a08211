import { listProductsContract, saveProductContract } from "@/lib/contracts/products";
import { route } from "@/lib/server/http/route";
import { listProducts } from "@/lib/server/use-cases/products/list-products";
import { saveProduct } from "@/lib/server/use-cases/products/save-product";

export const GET = route(listProductsContract, (call) => listProducts(call));
export const POST = route(saveProductContract, (call) => saveProduct(call));
