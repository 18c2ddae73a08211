import { textOn } from "@/lib/utils/contrast";

/** The head, a button and the foot of a mail in the brand. Mails are white in both themes, so this is too. */
export function BrandPreview({
  name,
  logoUrl,
  color,
  address,
}: {
  name: string;
  logoUrl: string;
  color: string;
  address: string;
}) {
  return (
    <figure className="mt-1">
      <figcaption className="mb-1.5 text-muted text-xs">How a mail begins and ends</figcaption>
      <div
        className="rounded-md border border-line p-6 text-center"
        style={{ background: "#ffffff", color: "#1c1c1c" }}
        dir="auto"
      >
        {logoUrl ? (
          // biome-ignore lint/performance/noImgElement: a picture anywhere on the web, shown as a mail shows it
          <img src={logoUrl} alt={name} className="mx-auto max-h-12 max-w-48" />
        ) : (
          <p className="font-semibold text-lg">{name}</p>
        )}
        <span
          className="mt-5 inline-block rounded-md px-4 py-2 font-medium text-sm"
          style={{ background: color, color: textOn(color) }}
        >
          To your cart
        </span>
        <p className="mt-6 whitespace-pre-line text-xs" style={{ color: "#595959" }}>
          {address || "No postal address yet"}
        </p>
      </div>
    </figure>
  );
}
