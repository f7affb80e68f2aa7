"use client";
import {
  cloneElement,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { ChoiceMenuProps, MenuProps, MenuTrigger } from "./menu-props.ts";

/** A menu of acts and places. */
export const Menu = (props: MenuProps) => (
  <LateMenu trigger={props.trigger}>
    {({ OpenedMenu }, trigger) => <OpenedMenu {...props} trigger={trigger} />}
  </LateMenu>
);

/** A menu in which one of several is in force. */
export const ChoiceMenu = <Value extends string>(props: ChoiceMenuProps<Value>) => (
  <LateMenu trigger={props.trigger}>
    {({ OpenedChoiceMenu }, trigger) => <OpenedChoiceMenu {...props} trigger={trigger} />}
  </LateMenu>
);

type Menus = typeof import("./opened-menu.tsx");

/** Fetched once for all menus, when somebody is about to open the first. */
export const loadMenus = (): Promise<Menus> => import("./opened-menu.tsx");

type LateMenuProps = { trigger: MenuTrigger; children: (menus: Menus, trigger: MenuTrigger) => ReactNode };

/** Every page has a menu and few visits open one: until then it is its button alone, and what opened it is done again. */
function LateMenu({ trigger, children }: LateMenuProps) {
  const [menus, setMenus] = useState<Menus | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const opening = useRef<Event | null>(null);
  // Whoever made the trigger may hold its button too: to give the focus back, say.
  const { ref: theirs } = trigger.props;
  const ref = useCallback(
    (element: HTMLButtonElement | null) => {
      button.current = element;
      if (typeof theirs === "function") theirs(element);
      else if (theirs) theirs.current = element;
    },
    [theirs],
  );

  useEffect(() => {
    if (!menus || !opening.current) return;
    if (opening.current.type === "keydown") button.current?.focus({ preventScroll: true });
    button.current?.dispatchEvent(opening.current);
    opening.current = null;
  }, [menus]);

  if (menus) return children(menus, cloneElement(trigger, { ref }));
  const prepare = () => void loadMenus().catch(() => {});
  const open = (event: PointerEvent | KeyboardEvent, again: Event) => {
    event.preventDefault();
    opening.current = again;
    // Without a connection there is no menu; the next press asks again.
    loadMenus().then(setMenus, () => {});
  };
  return cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: prepare,
    onFocus: prepare,
    onPointerDown: (event) => {
      if (event.button !== 0 || event.ctrlKey) return;
      open(event, new globalThis.PointerEvent("pointerdown", { bubbles: true, cancelable: true, button: 0 }));
    },
    onKeyDown: (event) => {
      const { key } = event;
      if (![" ", "Enter", "ArrowDown"].includes(key)) return;
      open(event, new globalThis.KeyboardEvent("keydown", { bubbles: true, cancelable: true, key }));
    },
  });
}
