import type { ComponentProps, ReactElement, ReactNode } from "react";
import type { IconName } from "./icon.tsx";

export type MenuEntry =
  | "line"
  | { label: string; icon?: IconName; href: string }
  | {
      label: string;
      icon?: IconName;
      onSelect: () => void;
      danger?: boolean;
      disabled?: boolean;
      /** One of several choices, and whether it is in force. */
      chosen?: boolean;
      phoneOnly?: boolean;
    };

export type MenuTrigger = ReactElement<ComponentProps<"button">>;

type Place = {
  /** One button, which opens the menu. */
  trigger: MenuTrigger;
  side?: "bottom" | "right" | "top";
  align?: "start" | "end";
};

export type MenuProps = Place & {
  entries: readonly MenuEntry[];
  /** Words above the entries. */
  heading?: ReactNode;
};

export type ChoiceMenuProps<Value extends string> = Place & {
  value: Value;
  options: readonly { value: Value; label: string; icon?: IconName }[];
  onChange: (value: Value) => void;
};
