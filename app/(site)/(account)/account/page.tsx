import type { Metadata } from "next";
import { STORED_BYTES_PER_USER } from "#domain/limits";
import { hoursInWords } from "#domain/text/hours-in-words";
import { requireViewer } from "../../../_session/viewer.ts";
import { api } from "../../../_trpc/server.ts";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { KeyValues } from "../../../_ui/key-values.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Meter } from "../../../_ui/meter.tsx";
import { formatBytes, formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { LinkList } from "../../_parts/link-list.tsx";
import { ApiTokens } from "./_parts/api-tokens.tsx";
import { ChangePasswordForm } from "./_parts/change-password-form.tsx";
import { DeleteAccount } from "./_parts/delete-account.tsx";
import { DisplayNameForm } from "./_parts/display-name-form.tsx";
import { Sessions } from "./_parts/sessions.tsx";
import { signInWays } from "./_parts/sign-in-ways.ts";
import { Webhooks } from "./_parts/webhooks.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  await requireViewer("/account");
  const { name, email, role, createdAt, providers, runs, models, storedBytes, training } = await api.account.summary();
  const { hasPassword, linked } = signInWays(providers);
  return (
    <>
      <Breadcrumbs items={[{ label: "Account" }]} />
      <PageHead
        title={name}
        facts={
          <>
            <span>{email}</span>
            <span>{role === "admin" ? "administrator" : "member"}</span>
            <span>
              joined <RelativeTime at={createdAt} />
            </span>
          </>
        }
      />
      <div className="columns-two">
        <Plate title="Display name">
          <DisplayNameForm name={name} />
        </Plate>
        <Plate title="Signing in">
          <KeyValues
            items={[
              { key: "E-mail", value: email },
              { key: "Password", value: hasPassword ? "set" : "none" },
              { key: "Linked accounts", value: linked.join(", ") || "none" },
            ]}
          />
        </Plate>
      </div>
      {hasPassword && (
        <Plate title="Change the password">
          <ChangePasswordForm />
        </Plate>
      )}
      <Plate title="Storage" caption="your models, and the files in other formats that you asked for">
        <div className="grid max-w-[380px] gap-2">
          <p className="text-sm">
            {formatBytes(storedBytes)} <span className="text-ink-3">of {formatBytes(STORED_BYTES_PER_USER)}</span>
          </p>
          <Meter share={storedBytes / STORED_BYTES_PER_USER} />
          <p className="caption">Shared files count once. Deleting runs makes room.</p>
        </div>
      </Plate>
      <Plate title="Training time of today" caption="of all your runs together, sweeps included">
        <div className="grid max-w-[380px] gap-2">
          <p className="text-sm">
            {hoursInWords(training.usedSeconds)}{" "}
            <span className="text-ink-3">
              {training.limitSeconds === 0 ? "used, without limit" : `of ${hoursInWords(training.limitSeconds)}`}
            </span>
          </p>
          {training.limitSeconds > 0 && <Meter share={training.usedSeconds / training.limitSeconds} />}
          <p className="caption">
            {training.limitSeconds > 0 &&
              `${hoursInWords(Math.max(0, training.limitSeconds - training.usedSeconds))} left. `}
            A new day begins at midnight UTC, <RelativeTime at={training.renewsAt} />.
          </p>
        </div>
      </Plate>
      <Plate title="Where you are signed in">
        <Sessions />
      </Plate>
      <Plate title="Links that you have shared" caption="whoever has one sees what it shows">
        <LinkList empty={<p className="sub">None. Runs and comparisons have a button for that.</p>} />
      </Plate>
      <Plate
        title="API tokens"
        caption="for scripts and the command line"
        tools={
          <Link href="/developers" className="text-link text-sm">
            What programs can do
          </Link>
        }
      >
        <ApiTokens />
      </Plate>
      <Plate title="Webhooks" caption="programs of yours that are told what happens">
        <Webhooks />
      </Plate>
      <Plate title="Delete the account" caption="with all that is in it">
        <DeleteAccount
          name={name}
          hasPassword={hasPassword}
          content={`${formatCount(runs)} ${runs === 1 ? "run" : "runs"} and ${formatCount(models)} ${models === 1 ? "model" : "models"}`}
        />
      </Plate>
    </>
  );
}
