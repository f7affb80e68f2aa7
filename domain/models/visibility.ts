/** Who sees a model besides its owner. */
import { z } from "zod";

export const VISIBILITIES = ["private", "link", "public"] as const;
export const visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof visibility>;

/** What a model's row says: public since a time, or shown to whoever has a link to it. */
export const visibilityOf = ({ publishedAt, byLink }: { publishedAt: Date | null; byLink: boolean }): Visibility =>
  publishedAt ? "public" : byLink ? "link" : "private";
