import { createDraftStore } from "../../../_parts/draft-store.ts";
import { readDraft, writeDraft } from "../../_view/launch-values.ts";

/** Values that do not fit the form, such as a field without a number, leave the last draft as it is. */
export const launchDrafts = createDraftStore("launch", readDraft, writeDraft);
