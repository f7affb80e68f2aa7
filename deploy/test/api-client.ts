/** A person at the site's API, over HTTP, as a browser on one of its pages asks. */
import superjson from "superjson";

export type ApiClient = {
  cookie: string;
  /** Answers are as the procedure gives them; whoever asks knows how they look. */
  query<Answer>(path: string, input?: unknown): Promise<Answer>;
  mutate<Answer>(path: string, input: unknown): Promise<Answer>;
};

/** @param site where people reach it */
export async function signUp(site: string, name: string): Promise<ApiClient> {
  const answer = await fetch(`${site}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: site },
    body: JSON.stringify({ name, email: `${crypto.randomUUID()}@example.org`, password: "quiet-harbour-lamp" }),
  });
  if (!answer.ok) throw new Error(`Signing up gave ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const ask = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${site}/api/trpc/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} gave ${response.status}: ${text}`);
    return superjson.deserialize(JSON.parse(text).result.data);
  };
  return {
    cookie,
    query: (path, input) => ask(`${path}?${inputOf(input)}`, { headers: { cookie } }),
    mutate: (path, input) =>
      ask(path, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "sec-fetch-site": "same-origin" },
        body: superjson.stringify(input),
      }),
  };
}

/** The query string of a call with this input. */
export const inputOf = (input: unknown): string => `input=${encodeURIComponent(superjson.stringify(input))}`;

/** The messages of a live stream, for as long as it is read. */
export async function* readStream<Data>(url: string, cookie: string): AsyncGenerator<{ id: string; data: Data }, void> {
  const answer = await fetch(url, { headers: { cookie, accept: "text/event-stream" } });
  if (!answer.body) throw new Error(`${url} gave ${answer.status} and no stream.`);
  let text = "";
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const messages = (text + chunk).split("\n\n");
    text = messages.pop() ?? "";
    for (const message of messages) {
      const field = (name: string) => message.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
      const [id, data] = [field("id"), field("data")];
      if (id !== undefined && data !== undefined) yield { id, data: superjson.deserialize(JSON.parse(data)) };
    }
  }
}
