"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import {
  type getProductContract,
  type listProductsContract,
  MOST_IDS,
  type saveProductContract,
  type saveSkuContract,
  type updateProductContract,
} from "@/lib/contracts/products";

export type ListedProduct = ResponseOf<typeof listProductsContract>["data"][number];
export type ProductDetail = ResponseOf<typeof getProductContract>;
export type Sku = ProductDetail["skus"][number];

const PATH = "/api/v1/products";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

/** Pages of products, newest first. */
export function useProductPages(search: string) {
  return usePages<ListedProduct>(PATH, { search });
}

/** What products are called, by the shop's ids; those that are not known, such as SKUs and what lies beyond a hundred, are called by their ids. */
export function useProductNames(sourceIds: readonly string[]): (sourceId: string) => string {
  const asked = [...new Set(sourceIds)].sort().slice(0, MOST_IDS);
  const { data } = useQuery({
    queryKey: ["products", "names", asked],
    queryFn: async ({ signal }) => {
      const query = { sourceId: asked, limit: MOST_IDS };
      const found = await api.get<ResponseOf<typeof listProductsContract>>(PATH, { query, signal });
      return new Map(found.data.map((product) => [product.sourceId, product.name]));
    },
    enabled: asked.length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  return (sourceId) => data?.get(sourceId) ?? sourceId;
}

/** One product with its SKUs. */
export function useProduct(id: string) {
  return useQuery({
    queryKey: ["products", id],
    queryFn: ({ signal }) => api.get<ProductDetail>(pathOf(id), { signal }),
  });
}

/** Adds a product. */
export function useSaveProduct() {
  return useProductChange((body: BodyOf<typeof saveProductContract>) =>
    api.post<ProductDetail>(PATH, { body }),
  );
}

/** Changes a product. */
export function useUpdateProduct(id: string) {
  return useProductChange((body: BodyOf<typeof updateProductContract>) =>
    api.patch<ProductDetail>(pathOf(id), { body }),
  );
}

/** Deletes a product with its SKUs. */
export function useDeleteProduct(id: string) {
  return useProductChange((_: undefined) => api.delete<undefined>(pathOf(id)));
}

/** Adds a SKU, or changes the one with the same id of the shop. */
export function useSaveSku(productId: string) {
  return useProductChange((body: BodyOf<typeof saveSkuContract>) =>
    api.post<Sku>(`${pathOf(productId)}/skus`, { body }),
  );
}

/** Deletes a SKU. */
export function useDeleteSku() {
  return useProductChange((id: string) => api.delete<undefined>(`/api/v1/skus/${encodeURIComponent(id)}`));
}

function useProductChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["products"] });
      void client.invalidateQueries({ queryKey: ["pages", PATH] });
    },
  });
}
