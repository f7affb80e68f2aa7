import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** A webhook leads somewhere where none may lead. The message tells nothing of what is there. */
export class TargetRefused extends Error {}

const NOT_PUBLIC = "It leads to an address that is not on the public internet.";

/** Whether it is none of the addresses of a machine itself, of private networks, of hosts' metadata, or reserved ones. */
export const isPublicAddress = (address: string): boolean => ipaddr.process(address).range() === "unicast";

/** @throws TargetRefused for an address that is written as numbers and is not public, and for all but HTTPS */
export function requirePublicTarget({ protocol, hostname }: URL): void {
  if (protocol !== "https:") throw new TargetRefused("It does not begin with https://.");
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !isPublicAddress(host)) throw new TargetRefused(NOT_PUBLIC);
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Looks a name up for a connection, which then goes to the very addresses that were looked at here: a name that leads
 * elsewhere a moment later changes nothing. Refuses names of which one address is not public.
 */
export function lookupPublic(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      return found(new TargetRefused(NOT_PUBLIC), []);
    }
    if (options.all) found(null, addresses);
    else found(null, first.address, first.family);
  });
}
