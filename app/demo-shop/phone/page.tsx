import { Phone } from "@/components/demo-shop/phone";

export default function PhonePage() {
  return <Phone />;
}
