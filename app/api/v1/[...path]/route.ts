import { answerApi } from "#server/api/answer-api";
import { getServices } from "#server/services";

/** Seconds; whoever waits for events is answered before. */
export const maxDuration = 60;
export const dynamic = "force-dynamic";

/** The API for programs. */
const handle = (request: Request): Promise<Response> => answerApi(getServices(), request);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
