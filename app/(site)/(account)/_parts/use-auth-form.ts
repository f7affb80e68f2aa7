"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { type DefaultValues, type FieldValues, type Path, useForm } from "react-hook-form";
import type { z } from "zod";
import { type AuthError, authProblem } from "./auth-problem.ts";

/**
 * A form that is checked by `schema` and then sent to the authentication server. A refusal goes to the field it is
 * about, which gets the focus, or above the button when it is about none. Give its form `method="post"`: one that is sent
 * before this code runs must not put a password into the address.
 */
export function useAuthForm<Values extends FieldValues>(
  schema: z.ZodType<Values, Values>,
  defaultValues: DefaultValues<Values>,
) {
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues });
  const { errors, isSubmitting } = form.formState;

  /** Sends the values; resolves to whether they were accepted. */
  const submit = (send: (values: Values) => Promise<{ error: AuthError | null }>, then: (values: Values) => void) =>
    form.handleSubmit(async (values) => {
      const { error } = await send(values).catch(() => ({ error: { status: 0 } as AuthError }));
      if (!error) {
        then(values);
        return;
      }
      const { field, message } = authProblem(error);
      if (field && field in values) form.setError(field as unknown as Path<Values>, { message }, { shouldFocus: true });
      else form.setError("root", { message });
    });

  /** The message at a field, if there is one. */
  const problem = (field: Path<Values>): string | undefined => {
    const message = errors[field]?.message;
    return typeof message === "string" ? message : undefined;
  };

  return {
    register: form.register,
    reset: form.reset,
    submit,
    problem,
    refusal: errors.root?.message,
    busy: isSubmitting,
  };
}
