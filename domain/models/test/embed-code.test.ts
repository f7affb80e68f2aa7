import { expect, test } from "vitest";
import { embedCode, embedPath } from "../embed-code.ts";

test("a frame has an address of its own, with the link's token where the model is not public", () => {
  expect(embedPath("id", null)).toBe("/embed/id");
  expect(embedPath("id", "token")).toBe("/embed/id?share=token");
});

test("nothing in a model's name gets out of its attribute", () => {
  const code = embedCode("https://example.org/embed/id", `"><script>alert("&")</script>`);
  expect(code).toContain(
    `title="&quot;&gt;&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;, an image classifier"`,
  );
  expect(code).not.toContain("<script");
});
