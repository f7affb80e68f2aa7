import { showToast } from "../../_ui/toast.tsx";
import { refusalText } from "../runs/_view/refusal-text.ts";

/** Says in a toast why a call did nothing. */
export const toastRefusal = (error: Parameters<typeof refusalText>[0]): void =>
  showToast(refusalText(error), { tone: "bad" });
