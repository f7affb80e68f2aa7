import { httpLink, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import superjson from "superjson";
import { isPublicQuery } from "#domain/edge/public-queries";
import type { AppRouter } from "#server/router";
import { mayPass } from "./query-client.ts";

/**
 * Asks for what is the same for everybody where shared caches keep it, so that it comes fast, and still comes while the server
 * cannot be reached. Visitors ask there only; whoever is signed in, and sees at once what they have published, asks the server
 * first.
 */
export function edgeLink({ visitor }: { visitor: boolean }): TRPCLink<AppRouter> {
  const toEdge = httpLink<AppRouter>({ url: "/api/public", transformer: superjson });
  return (runtime) => {
    const edge = toEdge(runtime);
    return ({ op, next }) => {
      if (!isPublicQuery(op.path)) return next(op);
      if (visitor) return edge({ op, next });
      return observable((observer) => {
        let asked = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (!mayPass(error)) return observer.error(error);
            // The edge knows what everybody sees: it may have an answer, but a refusal of its own says nothing to this person.
            asked = edge({ op, next }).subscribe({
              next: (value) => observer.next(value),
              complete: () => observer.complete(),
              error: () => observer.error(error),
            });
          },
        });
        return () => asked.unsubscribe();
      });
    };
  };
}
