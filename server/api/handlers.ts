/** What each operation of the API for programs does: it calls the procedures that pages call. */
import { randomUUID } from "node:crypto";
import type { Checked, OperationId } from "#domain/api/operations";
import { isTerminal } from "#domain/runs/states";
import { serveArtefact } from "../artefacts/serve-artefact.ts";
import { createContext } from "../context.ts";
import { serveExport } from "../exports/serve-export.ts";
import { createCaller } from "../router.ts";
import type { RunUpdate } from "../runs/run-poller.ts";
import type { Services } from "../services.ts";
import { requireScope } from "../tokens/procedure-scopes.ts";
import type { TokenAccess, Viewer } from "../trpc.ts";

/** One call of a program. */
export type Call = { services: Services; request: Request; viewer: Viewer; token: TokenAccess };

type Caller = ReturnType<typeof createCaller>;

/** What is answered: a value to be sent as JSON, or a whole response. */
type Handler<Id extends OperationId> = (api: Caller, asked: Checked<Id>, call: Call) => Promise<unknown>;

/** The API as the token's owner may call it with this token. */
export function callerOf({ services, viewer, token }: Call, signal?: AbortSignal): Caller {
  return createCaller(createContext(services, viewer, null, token), { signal });
}

export const HANDLERS: { [Id in OperationId]: Handler<Id> } = {
  getToken: (api) => api.tokens.current(),

  launchRun: (api, { body }) => api.experiments.launch({ ...body, key: body.key ?? randomUUID() }),
  listRuns: (api, { query }) => api.runs.page(query),
  getRun: (api, { params }) => api.runs.byId(params),
  listRunEvents: (api, { params, query }, call) => listEvents(api, { ...params, ...query }, call),
  getRunHistory: async (api, { params }) => ({ epochs: await api.runs.history(params) }),
  cancelRun: (api, { params }) => api.runs.cancel(params),
  stopRun: (api, { params }) => api.runs.stop(params),

  getLeaderboard: (api, { query }) => api.models.leaderboard(query),
  getModel: (api, { params }) => api.models.byId(params),
  showModel: (api, { params, body }) => api.models.show({ ...params, ...body }),
  listModelFormats: async (api, { params }) => ({ formats: await api.exports.byModel(params) }),
  prepareModelFormat: (api, { params }) => api.exports.prepare(params),

  // Files are handed out by doors of their own, by the same rules.
  async downloadModelFormat(_, { params }, { services, request, viewer, token }) {
    requireScope("read", token.scopes);
    return serveExport(services, request, params, { viewer, share: null }, { redirects: false });
  },
  async downloadFile(_, { params }, { services, request, viewer, token }) {
    requireScope("read", token.scopes);
    return serveArtefact(services, request, params.sha256, { viewer, share: null });
  },
};

type EventsAsked = Checked<"listRunEvents">["params"] & Checked<"listRunEvents">["query"];

/** The events that are there, or those that come while the caller waits. */
async function listEvents(api: Caller, { wait, ...asked }: EventsAsked, call: Call) {
  const look = async () => {
    const { events, lastSeq, state } = await api.runs.events(asked);
    const told = events.at(-1)?.seq ?? asked.after;
    // What is not wanted was passed over; some may have come since the number was read.
    const next = events.length < asked.limit ? Math.max(told, lastSeq) : told;
    return {
      events: events.map(({ seq, at, data }) => ({ seq, at: new Date(at), ...data })),
      next,
      state,
      complete: isTerminal(state) && next >= lastSeq,
    };
  };
  const now = await look();
  if (wait === 0 || now.complete || now.next > asked.after) return now;
  await somethingNew(call, asked.id, asked.after, wait);
  return look();
}

/** Waits until the run has an event after `after`, or has ended, or `seconds` are over, or the caller is gone. */
async function somethingNew(call: Call, id: string, after: number, seconds: number): Promise<void> {
  const signal = AbortSignal.any([call.request.signal, AbortSignal.timeout(seconds * 1000)]);
  const live = await callerOf(call, signal).runs.live({ id, lastEventId: after });
  for await (const update of live) {
    // A caller hands out what the link would send: the number, and the data with it.
    const [, { events, run }] = update as unknown as [string, RunUpdate];
    if (events.length > 0 || isTerminal(run.state)) return;
  }
}
