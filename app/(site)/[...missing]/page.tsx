import { notFound } from "next/navigation";

/** Any address that no page answers, so that "not found" comes with the frame around it. */
export default function MissingPage() {
  notFound();
}
