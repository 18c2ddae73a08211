import { compatListProducts, compatSaveProduct } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listProducts } from "@/lib/server/use-cases/compat/list-products";
import { saveProduct } from "@/lib/server/use-cases/compat/save-product";

export const GET = compatRoute(compatListProducts, (call) => listProducts(call));
export const POST = compatRoute(compatSaveProduct, (call) => saveProduct(call));
