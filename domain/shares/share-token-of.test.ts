import { expect, test } from "vitest";
import { isEmbed, shareTokenOf } from "./share-token-of.ts";

const of = (path: string) => shareTokenOf(new URL(path, "http://localhost"));

test("the token stands in the address of a shared page and of an embedded model", () => {
  expect(of("/s/token")).toBe("token");
  expect(of("/s/token?hide=1")).toBe("token");
  expect(of("/embed/model?share=token")).toBe("token");
});

test("no other page has one, whatever its address says", () => {
  for (const path of ["/", "/s", "/s/", "/s/token/more", "/models/id?share=token", "/embed/id", "/embed/id?share="]) {
    expect(of(path), path).toBeNull();
  }
});

test("frames are for embedded models alone", () => {
  for (const path of ["/embed/model", "/embed/collections/id/production"]) expect(isEmbed(path), path).toBe(true);
  const longer = ["/embed/model/more", "/embed/collections/id", "/embed/collections/id/production/more"];
  for (const path of ["/", "/embed", "/embed/", ...longer, "/s/embed", "/models/embed/x"]) {
    expect(isEmbed(path), path).toBe(false);
  }
});
