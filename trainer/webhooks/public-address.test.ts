import { describe, expect, it } from "vitest";
import { isPublicAddress, lookupPublic, requirePublicTarget, TargetRefused } from "./public-address.ts";

describe("isPublicAddress", () => {
  it.each(["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111"])("takes %s", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "192.0.0.192",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
  ])("refuses %s", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("requirePublicTarget", () => {
  it.each([
    "http://example.org/",
    "https://127.0.0.1/",
    "https://[::1]:8443/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::ffff:10.0.0.1]/",
  ])("refuses %s", (url) => expect(() => requirePublicTarget(new URL(url))).toThrow(TargetRefused));

  it("leaves a name to the look-up", () => {
    expect(() => requirePublicTarget(new URL("https://localhost/"))).not.toThrow();
  });
});

describe("lookupPublic", () => {
  it.each([true, false])("refuses a name that leads to this machine, asked for all addresses: %s", async (all) => {
    const error = await new Promise((resolve) => lookupPublic("localhost", { all }, resolve));
    expect(error).toBeInstanceOf(TargetRefused);
  });
});
