"use client";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { displayName } from "#domain/account/display-name";
import { authClient } from "../../../../_session/auth-client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Input } from "../../../../_ui/input.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { DISPLAY_NAME_LIMIT } from "../../_parts/credentials.ts";
import { useAuthForm } from "../../_parts/use-auth-form.ts";

const schema = z.object({ name: displayName });

export function DisplayNameForm({ name }: { name: string }) {
  const router = useRouter();
  const { register, submit, problem, refusal, busy } = useAuthForm(schema, { name });
  const saved = () => {
    showToast("Your display name is changed");
    router.refresh();
  };
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-[380px] gap-4"
      onSubmit={submit((values) => authClient.updateUser(values), saved)}
    >
      <Field
        label="Shown beside your models"
        limit={DISPLAY_NAME_LIMIT}
        hint="Nobody else can have the same one."
        error={problem("name")}
      >
        <Input {...register("name")} autoComplete="nickname" spellCheck={false} />
      </Field>
      {refusal && (
        <Note tone="bad" role="alert">
          {refusal}
        </Note>
      )}
      <Button type="submit" className="w-fit" loading={busy}>
        Save the name
      </Button>
    </form>
  );
}
