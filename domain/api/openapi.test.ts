import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "./openapi.ts";
import { OPERATIONS, type Operation } from "./operations.ts";

type Described = {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, unknown>;
};

describe("the OpenAPI document", () => {
  it("is one of version 3.1 by its own schema", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(openApiDocument());
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("describes every operation, with the parameters that its path names", () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, Described>> };
    const described = Object.values(paths).flatMap((path) => Object.values(path));
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(OPERATIONS).sort());
    for (const [id, { path, method, status }] of Object.entries<Operation>(OPERATIONS)) {
      const operation = paths[path]?.[method.toLowerCase()];
      const named = operation?.parameters.filter((one) => one.in === "path").map(({ name }) => `{${name}}`);
      expect(named, id).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(Object.keys(operation?.responses ?? {}), id).toEqual([String(status), "default"]);
    }
  });
});
