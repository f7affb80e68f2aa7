"use client";
import { Command as Cmdk } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { Icon } from "../icon.tsx";
import type { Command } from "./commands.ts";

type CommandPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void; commands: readonly Command[] };

/** Search over everything one can go to or do. */
export function CommandPalette({ open, onOpenChange, commands }: CommandPaletteProps) {
  const router = useRouter();
  const groups = Map.groupBy(commands, (command) => command.group);
  const run = (command: Command) => {
    onOpenChange(false);
    if ("href" in command) router.push(command.href);
    else command.onSelect();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Cmdk label="Search and commands" loop>
            <div className="palette-search">
              <Icon name="search" />
              <Cmdk.Input placeholder="Search or run a command" />
            </div>
            <Cmdk.List>
              <Cmdk.Empty>Nothing by that name.</Cmdk.Empty>
              {[...groups].map(([group, members]) => (
                <Cmdk.Group key={group} heading={group}>
                  {members.map((command) => (
                    <Cmdk.Item
                      key={command.label}
                      value={`${group} ${command.label}`}
                      keywords={[...(command.keywords ?? [])]}
                      onSelect={() => run(command)}
                    >
                      <Icon name={command.icon} size="s" />
                      {command.label}
                      {command.keys && (
                        <span className="palette-end">
                          {command.keys.map((key) => (
                            <kbd key={key}>{key}</kbd>
                          ))}
                        </span>
                      )}
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
