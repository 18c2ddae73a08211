import { deleteProductContract, getProductContract, updateProductContract } from "@/lib/contracts/products";
import { route } from "@/lib/server/http/route";
import { deleteProduct } from "@/lib/server/use-cases/products/delete-product";
import { getProduct } from "@/lib/server/use-cases/products/get-product";
import { updateProduct } from "@/lib/server/use-cases/products/update-product";

export const GET = route(getProductContract, (call) => getProduct(call));
export const PATCH = route(updateProductContract, (call) => updateProduct(call));
export const DELETE = route(deleteProductContract, (call) => deleteProduct(call));
