/** Parts of the studio that not every visit shows: their code comes when they are first shown, or when the page is kept. */
import dynamic from "next/dynamic";
import { loadMenus } from "../../../_ui/menu.tsx";
import { Skeleton } from "../../../_ui/skeleton.tsx";
import { loadToasts } from "../../../_ui/toast.tsx";

const camera = () => import("./camera-view.tsx");
const contactSheet = () => import("./contact-sheet-view.tsx");
const dialog = () => import("../../../_ui/dialog.tsx");
const why = () => import("../_why/why.tsx");

const coming = () => <Skeleton className="min-h-[380px] w-full max-tablet:min-h-[260px]" />;

export const CameraView = dynamic(() => camera().then((part) => part.CameraView), { loading: coming });
export const ContactSheetView = dynamic(() => contactSheet().then((part) => part.ContactSheetView), {
  loading: coming,
});
export const ConfirmDialog = dynamic(() => dialog().then((part) => part.ConfirmDialog));
export const Why = dynamic(() => why().then((part) => part.Why), {
  loading: () => <Skeleton className="mt-3.5 h-8 w-72" />,
});

/** Fetches all that the page may still need, so that it can be kept for when there is no connection. */
export const loadLateParts = (): Promise<unknown> =>
  Promise.all([camera(), contactSheet(), dialog(), why(), loadMenus(), loadToasts()]);
