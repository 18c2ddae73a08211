import { compatDeleteProduct, compatGetProduct, compatUpdateProduct } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteProduct } from "@/lib/server/use-cases/compat/delete-product";
import { saveProduct } from "@/lib/server/use-cases/compat/save-product";
import { showProduct } from "@/lib/server/use-cases/compat/show-product";

export const GET = compatRoute(compatGetProduct, (call) => showProduct(call));
export const PUT = compatRoute(compatUpdateProduct, (call) => saveProduct(call));
export const DELETE = compatRoute(compatDeleteProduct, (call) => deleteProduct(call));
