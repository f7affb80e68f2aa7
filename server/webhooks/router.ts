import { z } from "zod";
import { WEBHOOK_LIMITS } from "#domain/limits";
import { webhookEvents } from "#domain/webhooks/webhook-fields";
import { router, signedInProcedure } from "../trpc.ts";
import { changeWebhook, createWebhook, deleteWebhook, redeliver, sendPing } from "./commands.ts";
import { listDeliveries, listWebhooks } from "./queries.ts";

const webhookId = z.strictObject({ id: z.uuid() });

export const webhooksRouter = router({
  list: signedInProcedure.query(({ ctx }) => listWebhooks(ctx.prisma, ctx.viewer.id)),

  create: signedInProcedure
    .input(z.strictObject({ url: z.string().max(WEBHOOK_LIMITS.url), events: webhookEvents }))
    .mutation(({ ctx, input }) => createWebhook(ctx, input, ctx.viewer.id)),

  change: signedInProcedure
    .input(webhookId.extend({ events: webhookEvents.optional(), enabled: z.boolean().optional() }))
    .mutation(({ ctx, input }) => changeWebhook(ctx, input, ctx.viewer.id)),

  delete: signedInProcedure
    .input(webhookId)
    .mutation(({ ctx, input }) => deleteWebhook(ctx.prisma, input.id, ctx.viewer.id)),

  ping: signedInProcedure.input(webhookId).mutation(({ ctx, input }) => sendPing(ctx, input.id, ctx.viewer.id)),

  /** The latest messages to a webhook, the latest first. */
  deliveries: signedInProcedure
    .input(webhookId)
    .query(({ ctx, input }) => listDeliveries(ctx.prisma, input.id, ctx.viewer.id)),

  /** Sends a message once more, as it was. */
  redeliver: signedInProcedure
    .input(z.strictObject({ deliveryId: z.uuid() }))
    .mutation(({ ctx, input }) => redeliver(ctx, input.deliveryId, ctx.viewer.id)),
});
