"use client";
/** Menus as Radix makes them; `menu.tsx` fetches this file with the first use. */
import clsx from "clsx";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";
import type { ChoiceMenuProps, MenuProps } from "./menu-props.ts";

/** A menu of acts and places. */
export function OpenedMenu({ trigger, entries, heading, side = "bottom", align = "end" }: MenuProps) {
  return (
    <MenuFrame trigger={trigger} side={side} align={align}>
      {heading && <Radix.Label className="menu-label">{heading}</Radix.Label>}
      {heading && <Radix.Separator className="menu-line" />}
      {entries.map((entry, index) => {
        if (entry === "line") {
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          return <Radix.Separator key={`line ${index}`} className="menu-line" />;
        }
        const inside = (
          <>
            {entry.icon && <Icon name={entry.icon} size="s" />}
            {entry.label}
          </>
        );
        if ("href" in entry) {
          return (
            <Radix.Item key={entry.label} asChild className="menu-item">
              <Link href={entry.href}>{inside}</Link>
            </Radix.Item>
          );
        }
        const look = clsx("menu-item", entry.danger && "menu-item-danger", entry.phoneOnly && "tablet:hidden");
        if (entry.chosen !== undefined) {
          return (
            <Radix.CheckboxItem
              key={entry.label}
              className={look}
              checked={entry.chosen}
              disabled={entry.disabled}
              onSelect={entry.onSelect}
            >
              {inside}
              <Radix.ItemIndicator className="menu-end">
                <Icon name="check" size="s" />
              </Radix.ItemIndicator>
            </Radix.CheckboxItem>
          );
        }
        return (
          <Radix.Item key={entry.label} className={look} disabled={entry.disabled} onSelect={entry.onSelect}>
            {inside}
          </Radix.Item>
        );
      })}
    </MenuFrame>
  );
}

/** A menu in which one of several is in force. */
export function OpenedChoiceMenu<Value extends string>({
  trigger,
  value,
  options,
  onChange,
  side = "bottom",
  align = "end",
}: ChoiceMenuProps<Value>) {
  return (
    <MenuFrame trigger={trigger} side={side} align={align}>
      <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
        {options.map((option) => (
          <Radix.RadioItem key={option.value} value={option.value} className="menu-item">
            {option.icon && <Icon name={option.icon} size="s" />}
            {option.label}
            <Radix.ItemIndicator className="menu-end">
              <Icon name="check" size="s" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </MenuFrame>
  );
}

type MenuFrameProps = Required<Pick<MenuProps, "trigger" | "side" | "align">> & { children: ReactNode };

function MenuFrame({ trigger, side, align, children }: MenuFrameProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" side={side} align={align} sideOffset={6} collisionPadding={8}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
