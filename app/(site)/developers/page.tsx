import type { Metadata } from "next";
import { API_PATH, OPERATIONS, type Operation } from "#domain/api/operations";
import { API_LIMITS } from "#domain/limits";
import { API_SCOPES, SCOPE_WORDS } from "#domain/tokens/scopes";
import { EVENT_WORDS, WEBHOOK_EVENTS } from "#domain/webhooks/events";
import { getContext } from "../../_trpc/server.ts";
import { CodeBlock } from "../../_ui/code-block.tsx";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { Link } from "../../_ui/link.tsx";
import { PageHead } from "../../_ui/page-head.tsx";
import { Plate } from "../../_ui/plate.tsx";
import { Table, Td, Th } from "../../_ui/table.tsx";
import { OperationItem } from "./_parts/operation-item.tsx";

export const metadata: Metadata = { title: "For programs" };

const FIRST_CALLS = `export CULTIVAR_TOKEN=cultivar_…
curl -H "Authorization: Bearer $CULTIVAR_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"name": "From a script", "preset": "scratch"}' \\
  ADDRESS${API_PATH}/runs`;

const COMMANDS = `npm run cultivar -- login --url ADDRESS
npm run cultivar -- launch scratch --set epochs=5 --watch
npm run cultivar -- runs --state running --json
npm run cultivar -- download MODEL --format onnx`;

const operations: [string, Operation][] = Object.entries(OPERATIONS);

/** How programs use the site: tokens, the API with all its operations, the command line, webhooks. */
export default async function DevelopersPage() {
  const { env } = await getContext();
  const site = env.BETTER_AUTH_URL;
  return (
    <>
      <Breadcrumbs items={[{ label: "For programs" }]} />
      <PageHead
        title="For programs"
        facts={
          <>
            <span>What you do here, a script can do too.</span>
            <a className="text-link" href={`${API_PATH}/openapi.json`}>
              OpenAPI document
            </a>
          </>
        }
      />
      <div className="columns-two">
        <Plate title="Tokens">
          <div className="grid gap-3 text-sm">
            <p>
              Every call carries a token in the header <code className="code">Authorization: Bearer cultivar_…</code>.
              Make one on your{" "}
              <Link className="text-link" href="/account">
                account page
              </Link>
              . It has only the scopes that you choose, expires, and can be revoked. A new password revokes all.
            </p>
            <Table caption="Scopes" dense>
              <thead>
                <tr>
                  <Th>Scope</Th>
                  <Th>A token with it may</Th>
                </tr>
              </thead>
              <tbody>
                {API_SCOPES.map((scope) => (
                  <tr key={scope}>
                    <Td className="code">{scope}</Td>
                    <Td>{SCOPE_WORDS[scope].may}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
            <p className="caption">
              {API_LIMITS.callsPerMinute} calls a minute; the headers RateLimit-Limit, -Remaining and -Reset say how
              many are left. What is refused is answered as application/problem+json: “detail” says what to do, “field”
              where.
            </p>
          </div>
        </Plate>
        <Plate title="First steps">
          <div className="grid gap-3 text-sm">
            <p>Launch a run from a shell:</p>
            <CodeBlock>{FIRST_CALLS.replace("ADDRESS", site)}</CodeBlock>
            <p>
              The command line does the same and more; it is in this site’s repository. With{" "}
              <code className="code">--json</code> it speaks to scripts, and its exit status says how it ended.
            </p>
            <CodeBlock>{COMMANDS.replace("ADDRESS", site)}</CodeBlock>
          </div>
        </Plate>
      </div>
      {(["Runs", "Models", "Token"] as const).map((group) => (
        <Plate key={group} title={group} caption={`below ${API_PATH}`}>
          <ul className="border-line border-t text-sm">
            {operations
              .filter(([, operation]) => operation.group === group)
              .map(([id, operation]) => (
                <OperationItem key={id} operation={operation} />
              ))}
          </ul>
        </Plate>
      ))}
      <Plate title="Webhooks" caption="messages to a program of yours">
        <div className="grid gap-3 text-sm">
          <p className="max-w-[72ch]">
            A webhook is an address that is told when something happens, in JSON with <code className="code">type</code>
            , <code className="code">timestamp</code> and <code className="code">data</code>. Messages are signed in the
            way of{" "}
            <a className="text-link" href="https://www.standardwebhooks.com" rel="noopener">
              Standard Webhooks
            </a>
            : verify the headers webhook-id, webhook-timestamp and webhook-signature with the secret, and answer with a
            status from 200 to 299 within ten seconds. Otherwise the message is sent again for a day, with the same
            webhook-id; 410 ends the webhook.
          </p>
          <Table caption="Events" dense>
            <thead>
              <tr>
                <Th>Type</Th>
                <Th>Sent when</Th>
              </tr>
            </thead>
            <tbody>
              {WEBHOOK_EVENTS.map((event) => (
                <tr key={event}>
                  <Td className="code">{event}</Td>
                  <Td>{EVENT_WORDS[event]}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </Plate>
    </>
  );
}
