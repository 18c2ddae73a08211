import { pictureOf } from "@/lib/domain/demo-shop/picture";

/** A product's picture, for the shop's pages and the e-mails about its carts. */
export async function GET(_request: Request, { params }: { params: Promise<{ sku: string }> }) {
  const picture = pictureOf((await params).sku);
  if (!picture) return new Response("There is no such picture.", { status: 404 });
  return new Response(picture, {
    headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" },
  });
}
